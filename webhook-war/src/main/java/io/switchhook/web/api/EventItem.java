package io.switchhook.web.api;

import io.switchhook.query.EventSummary;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** An event as it stands in a list. */
@JsonbPropertyOrder({
    "id",
    "source",
    "topic",
    "subject",
    "time",
    "receivedAt",
    "correlationId",
    "state",
    "duplicates",
    "lastDuplicateAt"
})
public class EventItem {
    public final String id;
    public final String source;
    public final String topic;
    public final String subject;
    public final Instant time;
    public final Instant receivedAt;
    public final String correlationId;
    public final String state;
    public final int duplicates;
    public final Instant lastDuplicateAt;

    EventItem(EventSummary event) {
        id = event.id();
        source = event.source();
        topic = event.topic();
        subject = event.subject();
        time = event.time();
        receivedAt = event.receivedAt();
        correlationId = event.correlationId();
        state = event.state();
        duplicates = event.duplicates();
        lastDuplicateAt = event.lastDuplicateAt().orElse(null);
    }
}
