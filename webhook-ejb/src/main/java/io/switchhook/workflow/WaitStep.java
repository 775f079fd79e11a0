package io.switchhook.workflow;

import java.time.Duration;
import java.util.Optional;

/**
 * A wait, for a time or until an event comes. It outlives the process, and takes no thread.
 *
 * @param head what all steps have
 * @param longest how long it is, or how long an event is waited for; from zero to {@link #MAX}
 * @param until the event of the same subject that ends it; empty: only time does
 * @param output the variable that tells what ended it; empty text for none
 */
public record WaitStep(StepHead head, Duration longest, Optional<EventMatch> until, String output) implements Step {
    /** The longest wait. */
    public static final Duration MAX = Duration.ofDays(30);
}
