package io.switchhook.workflow;

import io.switchhook.retry.RetryOverrides;

/** One step of a workflow. */
public sealed interface Step permits HttpRequestStep, DataActionStep {

    /** Unique in its workflow; names the step in attempts, logs and messages. */
    String name();

    /** What the step says about retry. */
    RetryOverrides retry();
}
