package io.switchhook.definition;

import io.switchhook.retry.RetryOverrides;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code retry} of a step; the ranges are those of the settings {@code switchhook.retry.*}. */
final class RetryParser {
    private static final int MAX_ATTEMPTS = 100;
    private static final int MAX_FACTOR = 10;
    private static final Duration MAX_DELAY = Duration.ofDays(1);
    private static final Duration MAX_MAX_DELAY = Duration.ofDays(7);

    private RetryParser() {}

    static RetryOverrides parse(Members step) {
        return step.members("retry")
                .map(retry -> {
                    OptionalLong attempts = retry.integer("attempts", 1, MAX_ATTEMPTS);
                    Optional<Duration> delay = retry.duration("delay", Duration.ZERO, MAX_DELAY);
                    OptionalDouble factor = retry.decimal("factor", 1, MAX_FACTOR);
                    Optional<Duration> maxDelay = retry.duration("maxDelay", Duration.ZERO, MAX_MAX_DELAY);
                    OptionalDouble jitter = retry.decimal("jitter", 0, 1);
                    retry.end();
                    return new RetryOverrides(
                            attempts.isPresent() ? OptionalInt.of((int) attempts.getAsLong()) : OptionalInt.empty(),
                            delay,
                            factor,
                            maxDelay,
                            jitter);
                })
                .orElse(RetryOverrides.NONE);
    }
}
