package io.switchhook.engine;

import java.time.Duration;

/** One bell to be rung: a hint that a run may go on. Losing one does no harm, since the sweep finds the run by its row. */
sealed interface Ring {

    /** Id of the run. */
    long run();

    /** From now until it is to be heard, never negative. */
    Duration delay();

    /** Tells a node to work on a run of a workflow. */
    record ForWorkflow(long run, Duration delay) implements Ring {}

    /** Hands an event to a subscriber. */
    record ForSubscriber(long run, String subscriber, int attempt, String event, Duration delay) implements Ring {}
}
