package io.switchhook.web.api;

import io.switchhook.query.EventDetail;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;

/** An event with its content and what became of it. */
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
    "lastDuplicateAt",
    "data",
    "receipt",
    "runs"
})
public final class EventDocument extends EventItem implements Document {
    public final JsonObject data;
    public final JsonObject receipt;
    public final List<RunItem> runs;

    EventDocument(EventDetail event) {
        super(event.summary());
        data = event.data();
        receipt = event.receipt();
        runs = event.runs().stream().map(RunItem::new).toList();
    }
}
