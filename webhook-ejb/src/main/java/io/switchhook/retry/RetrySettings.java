package io.switchhook.retry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How hard work is tried.
 *
 * @param attempts tries in all, the first included, 1 to 100
 * @param delay wait before the second attempt, PT0S to PT24H
 * @param factor each further wait is this many times the one before, 1 to 10
 * @param maxDelay cap of a wait, PT0S to P7D
 * @param jitter share of a wait that is random, 0 (none) to 1
 */
public record RetrySettings(int attempts, Duration delay, double factor, Duration maxDelay, double jitter) {
    /** Most attempts that may be asked for. */
    public static final int MOST_ATTEMPTS = 100;
    /** Longest {@link #delay}. */
    public static final Duration LONGEST_DELAY = Duration.ofHours(24);
    /** Largest {@link #factor}. */
    public static final double LARGEST_FACTOR = 10;
    /** Longest {@link #maxDelay}. */
    public static final Duration LONGEST_MAX_DELAY = Duration.ofDays(7);

    /** What holds where no setting says otherwise: 8 attempts, after 5 s, 10 s, 20 s … but at most 10 min, half of it random. */
    public static final RetrySettings BUILT_IN =
            new RetrySettings(8, Duration.ofSeconds(5), 2, Duration.ofMinutes(10), 0.5);

    /** @throws IllegalArgumentException if a component is out of its range; the message names it, the value and the range */
    public RetrySettings {
        requireNonNull(delay, "delay is null");
        requireNonNull(maxDelay, "maxDelay is null");
        check(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts", attempts, "1 to " + MOST_ATTEMPTS);
        check(within(delay, LONGEST_DELAY), "delay", delay, "PT0S to " + LONGEST_DELAY);
        check(factor >= 1 && factor <= LARGEST_FACTOR, "factor", factor, "1 to 10");
        check(within(maxDelay, LONGEST_MAX_DELAY), "maxDelay", maxDelay, "PT0S to P7D");
        check(jitter >= 0 && jitter <= 1, "jitter", jitter, "0 to 1");
    }

    /**
     * These settings with what a step says instead.
     *
     * @throws IllegalArgumentException if what the step says is out of range
     */
    public RetrySettings with(RetryOverrides step) {
        return new RetrySettings(
                step.attempts().orElse(attempts),
                step.delay().orElse(delay),
                step.factor().orElse(factor),
                step.maxDelay().orElse(maxDelay),
                step.jitter().orElse(jitter));
    }

    private static boolean within(Duration value, Duration max) {
        return !value.isNegative() && value.compareTo(max) <= 0;
    }

    private static void check(boolean holds, String name, Object found, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": found " + found + ", allowed is " + allowed);
        }
    }
}
