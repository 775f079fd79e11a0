package io.switchhook.target;

import java.time.Instant;

/** What came of asking to call a target. */
public sealed interface CallResult {

    /** It answered, with whatever status. */
    record Answered(TargetAnswer answer) implements CallResult {}

    /**
     * It did not.
     *
     * @param reason for people, without secrets
     * @param retryable whether another attempt may help: not where its address is refused
     * @param timedOut whether it took too long
     */
    record Unanswered(String reason, boolean retryable, boolean timedOut) implements CallResult {}

    /** It was not called, because it failed too often in a row or is paused; again at {@code due}. */
    record Resting(String reason, Instant due) implements CallResult {}

    /** It was not called, because it has as many calls as it may have. */
    record Full() implements CallResult {}
}
