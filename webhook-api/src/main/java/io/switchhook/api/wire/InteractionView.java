package io.switchhook.api.wire;

import io.switchhook.api.InteractionEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;

/** An {@link EventRecord} seen as what it is about. */
record InteractionView(EventRecord event) implements InteractionEvent {

    @Override
    public String id() {
        return event.id();
    }

    @Override
    public String source() {
        return event.source();
    }

    @Override
    public String topic() {
        return event.topic();
    }

    @Override
    public String subject() {
        return event.subject();
    }

    @Override
    public Instant time() {
        return event.time();
    }

    @Override
    public Instant receivedAt() {
        return event.receivedAt();
    }

    @Override
    public JsonObject data() {
        return event.data();
    }

    @Override
    public Optional<String> interactionId() {
        return text("id");
    }

    @Override
    public Optional<String> mediaType() {
        return text("mediaType");
    }

    @Override
    public Optional<String> interactionSubtype() {
        return text("interactionSubtype");
    }

    @Override
    public Optional<URI> selfUri() {
        return text("selfUri").flatMap(InteractionView::uri);
    }

    private Optional<String> text(String member) {
        JsonValue value = event.data().get(member);
        if (value == null || value == JsonValue.NULL) {
            return Optional.empty();
        }
        return Optional.of(value instanceof JsonString string ? string.getString() : value.toString());
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
