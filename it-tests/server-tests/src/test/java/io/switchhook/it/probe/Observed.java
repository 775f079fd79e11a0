package io.switchhook.it.probe;

import java.time.Instant;

/**
 * A line a {@link Probe} wrote.
 *
 * @param replayed whether it was marked as one of the past
 */
public record Observed(String id, String topic, String subject, Instant at, boolean replayed) {

    static Observed of(String line) {
        String[] parts = line.split("\t", -1);
        return new Observed(
                parts[0],
                parts[1],
                parts[2],
                Instant.ofEpochMilli(Long.parseLong(parts[3])),
                Boolean.parseBoolean(parts[4]));
    }
}
