package io.switchhook.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What happens after a failed attempt. */
public sealed interface RetryDecision {

    /** Another attempt, not before {@code due}. */
    record Again(Instant due) implements RetryDecision {}

    /** No further attempt. {@code reason} for people, for example {@code 8 of 8 attempts used}. */
    record GiveUp(String reason) implements RetryDecision {}

    /**
     * Decides after a failure.
     *
     * @param tries tries so far that count, the failed one included, at least 1
     * @param retryable whether another attempt may help
     * @param notBefore what the target asked for, see {@link RetryAfter}; the later of this and the back-off holds
     * @throws IllegalArgumentException if {@code tries} is less than 1
     */
    static RetryDecision next(
            RetrySettings settings,
            int tries,
            boolean retryable,
            Optional<Instant> notBefore,
            Instant now,
            RandomGenerator random) {
        if (!retryable) {
            return new GiveUp("another attempt would not help");
        }
        if (tries >= settings.attempts()) {
            return new GiveUp(tries + " of " + settings.attempts() + " attempts used");
        }
        Duration wait = BackOff.after(tries, settings, random);
        Instant due = now.plus(wait);
        return new Again(notBefore.filter(due::isBefore).orElse(due));
    }
}
