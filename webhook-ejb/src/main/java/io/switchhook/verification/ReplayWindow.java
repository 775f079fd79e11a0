package io.switchhook.verification;

import java.time.Duration;
import java.time.Instant;

/**
 * How far from now the time that a sender signed may lie, either way: an older request is a repeat of one that somebody recorded.
 *
 * @param format of the time
 * @param tolerance positive; a request exactly that old still passes
 */
public record ReplayWindow(TimestampFormat format, Duration tolerance) {
    /** Five minutes. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    public ReplayWindow {
        if (tolerance.isNegative() || tolerance.isZero()) {
            throw new IllegalArgumentException("tolerance must be positive");
        }
    }

    /**
     * Passes a time within the window.
     *
     * @param place where the time was found, for example {@code header webhook-timestamp}
     */
    void check(String text, String place, Instant now) throws Unproven {
        Instant time = format.parse(text)
                .orElseThrow(() -> new Unproven(
                        "malformed-timestamp",
                        "The timestamp in " + place + " is no time in format " + format.setting() + "."));
        Duration age = Duration.between(time, now);
        if (age.compareTo(tolerance) > 0) {
            throw outside("stale-timestamp", place, age, "old");
        }
        if (age.negated().compareTo(tolerance) > 0) {
            throw outside("future-timestamp", place, age.negated(), "ahead of our clock");
        }
    }

    private Unproven outside(String reason, String place, Duration distance, String direction) {
        return new Unproven(
                reason,
                "The timestamp in " + place + " is " + distance.toSeconds() + " s " + direction + ", "
                        + tolerance.toSeconds() + " s are allowed.");
    }
}
