package io.switchhook.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a step says about retry; what it leaves out is taken from the settings {@code switchhook.retry.*}. */
public record RetryOverrides(
        OptionalInt attempts,
        Optional<Duration> delay,
        OptionalDouble factor,
        Optional<Duration> maxDelay,
        OptionalDouble jitter) {

    /** Says nothing: all settings hold. */
    public static final RetryOverrides NONE = new RetryOverrides(
            OptionalInt.empty(), Optional.empty(), OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty());
}
