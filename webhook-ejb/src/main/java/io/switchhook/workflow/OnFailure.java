package io.switchhook.workflow;

import java.util.List;

/** What follows when a step has failed for the last time. */
public sealed interface OnFailure {
    /** The run ends as a dead letter; the default. */
    OnFailure STOP = new Stop();

    /** The run goes on as if the step were done. */
    OnFailure CONTINUE = new Continue();

    /** See {@link #STOP}. */
    record Stop() implements OnFailure {}

    /** See {@link #CONTINUE}. */
    record Continue() implements OnFailure {}

    /**
     * These are done, then the run goes on.
     *
     * @param steps at least one
     */
    record Steps(List<Step> steps) implements OnFailure {
        public Steps {
            steps = List.copyOf(steps);
        }
    }
}
