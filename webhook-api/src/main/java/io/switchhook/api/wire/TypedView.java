package io.switchhook.api.wire;

import io.switchhook.api.WebhookEvent;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An {@link EventRecord} seen as what it is about. Equal to another view of the same type of an equal event. */
abstract class TypedView implements WebhookEvent {
    private static final int LONGEST_NUMBER = 11;

    private final EventRecord event;

    TypedView(EventRecord event) {
        this.event = event;
    }

    @Override
    public final String id() {
        return event.id();
    }

    @Override
    public final String source() {
        return event.source();
    }

    @Override
    public final String topic() {
        return event.topic();
    }

    @Override
    public final String subject() {
        return event.subject();
    }

    @Override
    public final Instant time() {
        return event.time();
    }

    @Override
    public final Instant receivedAt() {
        return event.receivedAt();
    }

    @Override
    public final JsonObject data() {
        return event.data();
    }

    @Override
    public final boolean replayed() {
        return event.replayed();
    }

    /** The member as text, whatever JSON it is; empty where it is missing, null or a blank string. */
    final Optional<String> text(String member) {
        return text(event.data().get(member));
    }

    /** {@link #text} of the member whose name differs in case at most; an exact name comes first. */
    final Optional<String> textAnyCase(String member) {
        return text(anyCase(member));
    }

    /** The member as a whole number, also where it came as a string; empty where it is none. */
    final OptionalInt number(String member) {
        JsonValue value = anyCase(member);
        String text = value instanceof JsonNumber || value instanceof JsonString
                ? text(value).orElse("").strip()
                : "";
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(new BigDecimal(text).intValueExact());
        } catch (ArithmeticException | NumberFormatException none) {
            return OptionalInt.empty();
        }
    }

    final Optional<URI> uri(String member) {
        try {
            Optional<String> text = text(member);
            return text.isPresent() ? Optional.of(new URI(text.get())) : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private JsonValue anyCase(String member) {
        JsonValue exact = event.data().get(member);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonValue> entry : event.data().entrySet()) {
            if (entry.getKey().equalsIgnoreCase(member)) {
                return entry.getValue();
            }
        }
        return JsonValue.NULL;
    }

    private static Optional<String> text(JsonValue value) {
        if (value == null || value.getValueType() == JsonValue.ValueType.NULL) {
            return Optional.empty();
        }
        return Optional.of(value instanceof JsonString string ? string.getString() : value.toString())
                .filter(text -> !text.isBlank());
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof TypedView view && view.getClass() == getClass() && view.event.equals(event);
    }

    @Override
    public final int hashCode() {
        return event.hashCode();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + event.id() + ", " + event.topic() + "]";
    }
}
