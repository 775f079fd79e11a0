package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * For how long the same body counts as a repeat where the sender gives an event no id.
 *
 * @param set what the source's {@code duplicate-window} says, in whole milliseconds; zero: no two events are the same; empty: what is
 *     usual for the kind of sender
 * @param random makes ids where no two events are the same
 */
public record DuplicateWindow(Optional<Duration> set, RandomGenerator random) {
    /** What is usual for most. */
    static final Duration USUAL = Duration.ofMinutes(1);

    public DuplicateWindow {
        requireNonNull(set, "set is null");
        requireNonNull(random, "random is null");
    }
}
