package io.switchhook.adapter;

import io.switchhook.api.wire.EventKind;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An event as an adapter reads it, not yet named and judged.
 *
 * @param topic any text
 * @param subject any text, empty where there is none
 * @param time by the sender's clock; empty where it does not say
 * @param senderId the parts of the sender's id; empty where it gives none
 * @param operation the sender's own correlation id
 * @param data what the event is about
 * @param usualWindow how long the same body is usually a repeat, where the sender gives no id
 */
record Draft(
        EventKind kind,
        String topic,
        String subject,
        Optional<Instant> time,
        List<String> senderId,
        Optional<String> operation,
        JsonObject data,
        Duration usualWindow) {

    static Draft of(EventKind kind, String topic, String subject, Optional<Instant> time, JsonObject data) {
        return new Draft(kind, topic, subject, time, List.of(), Optional.empty(), data, DuplicateWindow.USUAL);
    }

    Draft withId(Optional<String> id) {
        return withId(id.stream().toList());
    }

    Draft withId(List<String> parts) {
        return new Draft(kind, topic, subject, time, parts, operation, data, usualWindow);
    }

    Draft withOperation(Optional<String> found) {
        return new Draft(kind, topic, subject, time, senderId, found, data, usualWindow);
    }

    Draft withUsualWindow(Duration window) {
        return new Draft(kind, topic, subject, time, senderId, operation, data, window);
    }
}
