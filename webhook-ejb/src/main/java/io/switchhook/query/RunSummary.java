package io.switchhook.query;

import java.time.Instant;
import java.util.Optional;

/**
 * A run as it stands in a list, with its event in brief.
 *
 * @param run without its attempts
 * @param replay which replay of the event began it
 */
public record RunSummary(
        RunView run,
        String eventId,
        String source,
        String topic,
        String subject,
        Instant receivedAt,
        Optional<Replay> replay) {

    /**
     * A replay of an event.
     *
     * @param number from 1
     * @param by who asked for it
     */
    public record Replay(int number, String by) {}
}
