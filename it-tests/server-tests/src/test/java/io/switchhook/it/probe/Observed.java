package io.switchhook.it.probe;

import java.time.Instant;

/** A line a {@link Probe} wrote. */
public record Observed(String id, String topic, String subject, Instant at) {

    static Observed of(String line) {
        String[] parts = line.split("\t", -1);
        return new Observed(parts[0], parts[1], parts[2], Instant.ofEpochMilli(Long.parseLong(parts[3])));
    }
}
