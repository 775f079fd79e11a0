package io.switchhook.web.api;

import jakarta.json.JsonObject;

/** An answer that is JSON already. */
final class ReadyDocument implements Document {
    private final JsonObject json;

    ReadyDocument(JsonObject json) {
        this.json = json;
    }

    JsonObject json() {
        return json;
    }
}
