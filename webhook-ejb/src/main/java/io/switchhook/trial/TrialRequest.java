package io.switchhook.trial;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.RequestJson;
import io.switchhook.trial.InvalidTrial.Kind;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a trial is asked for. Its event is {@code {"event": {…}}} or {@code {"eventId": "…"}}, or the body is the event itself, or,
 * as in Genesys Cloud, its data alone.
 */
final class TrialRequest {
    private static final String TRIGGER = "trigger";
    private static final String EVENT = "event";
    private static final String EVENT_ID = "eventId";
    private static final String DATA = "data";
    private static final List<String> TEXTS = List.of("id", "source", "topic", "subject", "time", "receivedAt");
    private static final int MAX_TEXT = 512;

    private final JsonObject body;
    private final boolean wrapped;

    private TrialRequest(JsonObject body, boolean wrapped) {
        this.body = body;
        this.wrapped = wrapped;
    }

    /** @throws InvalidTrial if the text is no JSON object */
    static TrialRequest of(String text) {
        JsonObject body = read(text);
        return new TrialRequest(body, hasOnly(body, Set.of(EVENT, EVENT_ID)) && !body.isEmpty());
    }

    /** One with a trigger beside the event. */
    static TrialRequest withTrigger(String text) {
        JsonObject body = read(text);
        if (!hasOnly(body, Set.of(TRIGGER, EVENT, EVENT_ID)) || !(body.get(TRIGGER) instanceof JsonObject)) {
            throw new InvalidTrial(
                    Kind.BODY,
                    "found " + String.join(", ", body.keySet())
                            + "; allowed is an object trigger, and event (an object) or eventId (text)");
        }
        return new TrialRequest(body, true);
    }

    private static JsonObject read(String text) {
        try {
            return RequestJson.read(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidTrial(Kind.BODY, malformed.getMessage());
        }
    }

    /** The trigger, as it would be written in a definition. */
    JsonObject trigger() {
        return body.getJsonObject(TRIGGER);
    }

    /** Id of the stored event that is asked for. */
    Optional<String> eventId() {
        if (!wrapped || !body.containsKey(EVENT_ID)) {
            return Optional.empty();
        }
        if (body.containsKey(EVENT)) {
            throw new InvalidTrial(Kind.BODY, "found event and eventId; allowed is one of them");
        }
        if (body.get(EVENT_ID) instanceof JsonString id) {
            return Optional.of(id.getString());
        }
        throw new InvalidTrial(Kind.BODY, "eventId: found no text; allowed is the id of a stored event");
    }

    /**
     * The event that is described.
     *
     * @param topic what an event without one has
     * @param now when it happens and is received, where it does not say
     */
    EventRecord event(Optional<String> topic, Instant now) {
        JsonObject event = described();
        Instant receivedAt = time(event, "receivedAt").orElse(now);
        JsonValue data = event.getOrDefault(DATA, JsonValue.EMPTY_JSON_OBJECT);
        if (!(data instanceof JsonObject content)) {
            throw invalid("event.data", "no object", "an object");
        }
        return new EventRecord(
                text(event, "id").orElse("test"),
                EventKind.PLAIN,
                text(event, "source").orElse("test"),
                text(event, "topic").or(() -> topic).orElseThrow(() -> invalid("event.topic", "nothing", "a topic")),
                text(event, "subject").orElse(""),
                time(event, "time").orElse(receivedAt),
                receivedAt,
                "",
                content);
    }

    private JsonObject described() {
        if (!wrapped) {
            boolean isEvent = body.get(DATA) instanceof JsonObject
                    && body.keySet().stream().allMatch(name -> name.equals(DATA) || TEXTS.contains(name));
            return isEvent ? body : JsonText.object().add(DATA, body).build();
        }
        if (!(body.get(EVENT) instanceof JsonObject event)) {
            throw new InvalidTrial(
                    Kind.BODY, "event: found no object; allowed is an object with topic and data, or eventId");
        }
        for (String name : event.keySet()) {
            if (!name.equals(DATA) && !TEXTS.contains(name)) {
                throw invalid("event", name, "topic, data, id, source, subject, time, receivedAt");
            }
        }
        return event;
    }

    private static Optional<String> text(JsonObject event, String name) {
        JsonValue value = event.get(name);
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        if (!(value instanceof JsonString text) || text.getString().length() > MAX_TEXT) {
            throw invalid("event." + name, "something else", "text of at most " + MAX_TEXT + " characters");
        }
        if (text.getString().isBlank() && !name.equals("subject")) {
            throw invalid("event." + name, "blank text", "text that is not blank");
        }
        return Optional.of(text.getString());
    }

    private static Optional<Instant> time(JsonObject event, String name) {
        return text(event, name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException malformed) {
                throw invalid("event." + name, "no such time", "an ISO-8601 time such as 2026-03-02T12:00:00Z");
            }
        });
    }

    private static boolean hasOnly(JsonObject object, Set<String> names) {
        return names.containsAll(object.keySet());
    }

    private static InvalidTrial invalid(String path, String found, String allowed) {
        return new InvalidTrial(Kind.EVENT, path + ": found " + found + "; allowed is " + allowed);
    }
}
