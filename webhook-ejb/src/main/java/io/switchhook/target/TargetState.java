package io.switchhook.target;

import java.time.Instant;
import java.util.Optional;

/**
 * How a target stands, for people.
 *
 * @param target for example {@code https://bot.example.com:443}
 * @param active calls under way
 * @param failures failures in a row
 * @param breaker whether calls are let through
 * @param openUntil when the next probe may go; empty unless {@link Breaker#OPEN}
 */
public record TargetState(String target, int active, int failures, Breaker breaker, Optional<Instant> openUntil) {

    /** Whether calls are let through. */
    public enum Breaker {
        /** All calls. */
        CLOSED,
        /** None. */
        OPEN,
        /** One, the probe, which is under way. */
        HALF_OPEN
    }
}
