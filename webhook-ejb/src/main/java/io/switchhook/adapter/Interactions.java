package io.switchhook.adapter;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.EventId;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Adapter {@code interactions}: the Interactions Webhook of Genesys Multicloud CX Digital Channels, one event for each element of
 * {@code data.entities}.
 *
 * <p>The topic is {@code interaction.} and the event in lower case, so that events this version has not heard of pass on. The
 * payload has no time of its own: an event's time is when the request was received. An element that is empty or null says nothing
 * and is passed over, as Genesys' own sample has one; any other element of which no event can be made refuses the whole request.
 *
 * @see <a href="https://all.docs.genesys.com/PEC-Developer/Current/WebAPIs/Interactions_Webhook">Interactions Webhook</a>
 */
public final class Interactions implements Adapter {
    private static final String REASON = "not-an-interaction";

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            return new Adapted.Events(events(source, request));
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private static List<EventRecord> events(String source, HookRequest request) throws Unusable {
        JsonObject root = JsonBody.read(request);
        Optional<String> operation = text(root, "operationId", "operationId");
        JsonArray entities = entities(root);
        if (entities.size() > RequestEvents.MAX_EVENTS) {
            throw new Unusable(
                    "too-many-events",
                    "data.entities has " + entities.size() + " elements, " + RequestEvents.MAX_EVENTS
                            + " are allowed in one request.");
        }
        String correlation = EventText.correlation(request, operation);
        List<EventRecord> events = new ArrayList<>(entities.size());
        for (int i = 0; i < entities.size(); i++) {
            String place = "data.entities[" + i + "]";
            Optional<JsonObject> element = object(entities.get(i), place).filter(present -> !present.isEmpty());
            if (element.isPresent()) {
                events.add(event(source, operation, correlation, request, element.get(), place));
            }
        }
        return events;
    }

    private static EventRecord event(
            String source,
            Optional<String> operation,
            String correlation,
            HookRequest request,
            JsonObject element,
            String place)
            throws Unusable {
        String event = required(text(element, "event", place + ".event"), place + ".event");
        JsonObject entity =
                object(element.get("entity"), place + ".entity").orElseThrow(() -> missing(place + ".entity"));
        String interaction = required(text(entity, "id", place + ".entity.id"), place + ".entity.id");
        String topic = "interaction." + event.toLowerCase(Locale.ROOT);
        if (topic.length() > EventText.MAX_LENGTH) {
            throw tooLong(place + ".event", EventText.MAX_LENGTH - "interaction.".length());
        }
        if (interaction.length() > EventText.MAX_LENGTH) {
            throw tooLong(place + ".entity.id", EventText.MAX_LENGTH);
        }
        return new EventRecord(
                operation
                        .map(id -> EventId.of(source, id, interaction, event))
                        .orElseGet(() -> EventId.of(source, interaction, event)),
                EventKind.INTERACTION,
                source,
                topic,
                interaction,
                request.receivedAt(),
                request.receivedAt(),
                correlation,
                entity);
    }

    private static JsonArray entities(JsonObject root) throws Unusable {
        JsonValue entities = object(root.get("data"), "data")
                .map(data -> data.get("entities"))
                .orElse(JsonValue.NULL);
        if (entities instanceof JsonArray array) {
            return array;
        }
        if (isAbsent(entities)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        throw new Unusable(REASON, "data.entities is not an array.");
    }

    private static Optional<JsonObject> object(JsonValue value, String place) throws Unusable {
        if (value instanceof JsonObject object) {
            return Optional.of(object);
        }
        if (isAbsent(value)) {
            return Optional.empty();
        }
        throw new Unusable(REASON, place + " is not an object.");
    }

    private static Optional<String> text(JsonObject parent, String member, String place) throws Unusable {
        JsonValue value = parent.get(member);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        if (!(value instanceof JsonString string)) {
            throw new Unusable(REASON, place + " is not a string.");
        }
        if (!EventText.isKeepable(string.getString())) {
            throw new Unusable(REASON, place + " has control characters or broken Unicode.");
        }
        return Optional.of(string.getString()).filter(text -> !text.isBlank());
    }

    private static String required(Optional<String> text, String place) throws Unusable {
        return text.orElseThrow(() -> missing(place));
    }

    private static Unusable missing(String place) {
        return new Unusable(REASON, place + " is missing or empty.");
    }

    private static Unusable tooLong(String place, int allowed) {
        return new Unusable(REASON, place + " is too long: " + allowed + " characters are allowed.");
    }

    private static boolean isAbsent(JsonValue value) {
        return value == null || value.getValueType() == JsonValue.ValueType.NULL;
    }
}
