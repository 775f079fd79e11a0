package io.switchhook.query;

import java.time.Instant;
import java.util.Optional;

/**
 * An event as it stands in a list: everything but its content.
 *
 * @param seq number of the event in the store, rising with arrival
 * @param id see {@link io.switchhook.api.WebhookEvent#id()}
 * @param kind name of an {@link io.switchhook.api.wire.EventKind}
 * @param source name of the source that took it in
 * @param topic its topic
 * @param subject what it is about; may be empty
 * @param time when it happened
 * @param receivedAt when it was taken in
 * @param correlationId the sender's trace id; may be empty
 * @param state {@code accepted} or {@code routed}
 * @param duplicates how often it was sent again
 * @param lastDuplicateAt when it was last sent again
 */
public record EventSummary(
        long seq,
        String id,
        String kind,
        String source,
        String topic,
        String subject,
        Instant time,
        Instant receivedAt,
        String correlationId,
        String state,
        int duplicates,
        Optional<Instant> lastDuplicateAt) {}
