package io.switchhook.target;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one target may be burdened with.
 *
 * @param concurrency calls at once, 1 to 1000
 * @param breakerFailures failures in a row after which the target is left alone, 1 to 1000
 * @param breakerOpen how long it is then left alone before one call probes it, PT0.1S to PT24H
 */
public record TargetLimits(int concurrency, int breakerFailures, Duration breakerOpen) {
    /** Most calls at once, and most failures in a row, that may be asked for. */
    public static final int MOST = 1_000;

    /** Shortest {@link #breakerOpen}. */
    public static final Duration SHORTEST_OPEN = Duration.ofMillis(100);

    /** Longest {@link #breakerOpen}. */
    public static final Duration LONGEST_OPEN = Duration.ofHours(24);

    /** What holds where no setting says otherwise. */
    public static final TargetLimits BUILT_IN = new TargetLimits(8, 5, Duration.ofSeconds(30));

    /** @throws IllegalArgumentException if a component is out of its range */
    public TargetLimits {
        requireNonNull(breakerOpen, "breakerOpen is null");
        if (concurrency < 1 || concurrency > MOST || breakerFailures < 1 || breakerFailures > MOST) {
            throw new IllegalArgumentException("concurrency and breakerFailures must be 1 to 1000");
        }
        if (breakerOpen.compareTo(SHORTEST_OPEN) < 0 || breakerOpen.compareTo(LONGEST_OPEN) > 0) {
            throw new IllegalArgumentException("breakerOpen must be " + SHORTEST_OPEN + " to " + LONGEST_OPEN);
        }
    }
}
