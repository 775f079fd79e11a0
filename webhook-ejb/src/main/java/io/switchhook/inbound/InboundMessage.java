package io.switchhook.inbound;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;

/**
 * What waits in INBOUND: an event and the receipt of the request that brought it.
 *
 * @param event the event
 * @param receipt facts about the request: {@code secretPosition}, {@code size}, {@code client}
 */
public record InboundMessage(EventRecord event, JsonObject receipt) {
    /** Number of INBOUND queues; events of one subject always take the same one. */
    public static final int PARTITIONS = 8;

    /** Text of a message that is none: it only found out whether its queue has room, and is passed over. */
    public static final String PROBE = "";

    /** The queue of this event's subject, 0 to {@link #PARTITIONS} - 1; events without a subject spread by id. */
    public int partition() {
        String key = event.subject().isEmpty() ? event.id() : event.subject();
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    public String toText() {
        return JsonText.text(JsonText.object()
                .add("event", event.toJson())
                .add("receipt", receipt)
                .build());
    }

    /** @throws RuntimeException if the text is not what {@link #toText} writes */
    public static InboundMessage fromText(String text) {
        JsonObject json = JsonText.read(text);
        return new InboundMessage(EventRecord.fromJson(json.getJsonObject("event")), json.getJsonObject("receipt"));
    }
}
