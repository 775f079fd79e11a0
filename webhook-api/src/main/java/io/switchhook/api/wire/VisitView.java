package io.switchhook.api.wire;

import io.switchhook.api.VisitEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class VisitView extends TypedView implements VisitEvent {

    VisitView(EventRecord event) {
        super(event);
    }

    @Override
    public Optional<String> eventType() {
        return text("eventType");
    }

    @Override
    public Optional<String> eventName() {
        return text("eventName");
    }

    @Override
    public Optional<String> visitId() {
        return text("visitID");
    }

    @Override
    public Optional<String> globalVisitId() {
        return text("globalVisitID");
    }

    @Override
    public Optional<String> pageId() {
        return text("pageID");
    }

    @Override
    public Optional<URI> url() {
        return uri("url");
    }

    @Override
    public Optional<String> languageCode() {
        return text("languageCode");
    }

    @Override
    public List<String> categories() {
        return text("category").stream()
                .flatMap(categories -> Arrays.stream(categories.split(";")))
                .map(String::strip)
                .filter(category -> !category.isEmpty())
                .toList();
    }

    @Override
    public JsonObject details() {
        return data().get("data") instanceof JsonObject details ? details : JsonValue.EMPTY_JSON_OBJECT;
    }
}
