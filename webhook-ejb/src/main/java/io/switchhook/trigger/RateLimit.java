package io.switchhook.trigger;

import java.time.Duration;

/**
 * How many runs a trigger may start; what is beyond starts later.
 *
 * @param starts 1 to 10,000
 * @param per in any time as long as this, one second to a day
 */
public record RateLimit(int starts, Duration per) {
    /** Most starts. */
    public static final int MOST = 10_000;

    /** Shortest time. */
    public static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Longest time. */
    public static final Duration LONGEST = Duration.ofDays(1);

    /** @throws IllegalArgumentException if a component is out of its range */
    public RateLimit {
        if (starts < 1 || starts > MOST || per.compareTo(SHORTEST) < 0 || per.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "allowed are 1 to " + MOST + " starts per " + SHORTEST + " to " + LONGEST);
        }
    }

    /** For people, for example {@code 100 per PT1M}. */
    @Override
    public String toString() {
        return starts + " per " + per;
    }
}
