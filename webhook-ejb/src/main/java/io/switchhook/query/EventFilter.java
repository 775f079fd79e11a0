package io.switchhook.query;

import java.time.Instant;
import java.util.Optional;

/**
 * Which events are wanted; all that is given must hold.
 *
 * @param source exactly this source
 * @param topic exactly this topic
 * @param subject exactly this subject
 * @param from received at or after this time
 * @param to received before this time
 */
public record EventFilter(
        Optional<String> source,
        Optional<String> topic,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All events. */
    public static final EventFilter ALL =
            new EventFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
