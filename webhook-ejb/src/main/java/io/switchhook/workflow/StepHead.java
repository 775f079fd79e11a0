package io.switchhook.workflow;

import io.switchhook.retry.RetryOverrides;
import io.switchhook.trigger.Criterion;
import java.util.List;

/**
 * What steps of every kind have.
 *
 * @param name unique in the whole workflow, steps inside steps included; names the step in attempts, logs and messages
 * @param when all must hold, or the step is skipped; none: it is done in any case
 * @param onFailure what follows when its last attempt has failed
 * @param retry what it says about retry
 */
public record StepHead(String name, List<Criterion> when, OnFailure onFailure, RetryOverrides retry) {
    public StepHead {
        when = List.copyOf(when);
    }

    /** A step that is done in any case, with the attempts that the settings say, and ends its run when it fails. */
    public static StepHead of(String name) {
        return new StepHead(name, List.of(), OnFailure.STOP, RetryOverrides.NONE);
    }

    /** The same with another word on retry. */
    public StepHead with(RetryOverrides other) {
        return new StepHead(name, when, onFailure, other);
    }
}
