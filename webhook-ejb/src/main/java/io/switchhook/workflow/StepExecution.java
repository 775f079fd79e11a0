package io.switchhook.workflow;

/** Does a step. */
public interface StepExecution {

    /** One attempt; takes no longer than the step's time-outs. What goes wrong outside is a result, not an exception. */
    StepResult execute(Step step, RunContext context);
}
