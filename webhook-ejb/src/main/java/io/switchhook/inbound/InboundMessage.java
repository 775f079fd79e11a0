package io.switchhook.inbound;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.identity.RepeatWindow;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Optional;

/**
 * What waits in INBOUND: an event and the receipt of the request that brought it.
 *
 * @param event the event
 * @param receipt facts about the request: {@code secretPosition}, {@code size}, {@code client}, and for all but its first event {@code
 *     with}, the first one's id
 * @param repeats what tells repeats of the event, where the sender gave it no id
 * @param request what the first event of a request tells of it besides; empty for the others
 */
public record InboundMessage(
        EventRecord event, JsonObject receipt, Optional<RepeatWindow> repeats, Optional<FirstOfRequest> request) {
    /** Number of INBOUND queues; events of one subject always take the same one. */
    public static final int PARTITIONS = 8;

    /** Text of a message that is none: it only found out whether its queue has room, and is passed over. */
    public static final String PROBE = "";

    /** An event with an id of the sender's. */
    public InboundMessage(EventRecord event, JsonObject receipt) {
        this(event, receipt, Optional.empty());
    }

    /** An event that tells nothing more of its request. */
    public InboundMessage(EventRecord event, JsonObject receipt, Optional<RepeatWindow> repeats) {
        this(event, receipt, repeats, Optional.empty());
    }

    /**
     * The queue of this event's subject, 0 to {@link #PARTITIONS} - 1; events without a subject spread by id, or by content where
     * repeats may have another id, so that they are looked at one after the other.
     */
    public int partition() {
        String id = repeats.map(RepeatWindow::key).orElse(event.id());
        String key = event.subject().isEmpty() ? id : event.subject();
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    public String toText() {
        JsonObjectBuilder json = JsonText.object().add("event", event.toJson()).add("receipt", receipt);
        repeats.ifPresent(window -> json.add(
                "repeats",
                JsonText.object()
                        .add("key", window.key())
                        .add("length", window.length().toString())));
        request.ifPresent(first -> json.add(
                "request", JsonText.object().add("headers", first.headers()).add("events", first.events())));
        return JsonText.text(json.build());
    }

    /** @throws RuntimeException if the text is not what {@link #toText} writes */
    public static InboundMessage fromText(String text) {
        JsonObject json = JsonText.read(text);
        return new InboundMessage(
                EventRecord.fromJson(json.getJsonObject("event")),
                json.getJsonObject("receipt"),
                Optional.ofNullable(json.getJsonObject("repeats"))
                        .map(window ->
                                new RepeatWindow(window.getString("key"), Duration.parse(window.getString("length")))),
                Optional.ofNullable(json.getJsonObject("request"))
                        .map(first -> new FirstOfRequest(first.getString("headers"), first.getInt("events"))));
    }
}
