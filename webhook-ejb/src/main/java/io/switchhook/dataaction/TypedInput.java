package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives texts, as templates make them, the types that a schema wants. */
public final class TypedInput {
    private TypedInput() {}

    /**
     * A member that is text and must not be, by its {@code type} in the schema, becomes the number, truth value, object, array or null that
     * it is the JSON of; it is left out where it is blank, and stays text where it is not JSON, for the schema to refuse.
     */
    public static JsonObject of(JsonObject texts, JsonObject schema) {
        JsonObject properties =
                schema.get("properties") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        JsonObjectBuilder typed = JsonText.object();
        for (Map.Entry<String, JsonValue> member : texts.entrySet()) {
            JsonValue value = member.getValue();
            if (value instanceof JsonString text && !mayBeText(properties.get(member.getKey()))) {
                read(text).ifPresent(read -> typed.add(member.getKey(), read));
            } else {
                typed.add(member.getKey(), value);
            }
        }
        return typed.build();
    }

    private static Optional<JsonValue> read(JsonString text) {
        if (text.getString().isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(text.getString()));
        } catch (OperationFailed notJson) {
            return Optional.of(text);
        }
    }

    private static boolean mayBeText(JsonValue property) {
        JsonValue type = property instanceof JsonObject schema ? schema.get("type") : null;
        if (type instanceof JsonString one) {
            return one.getString().equals("string") || one.getString().equals("any");
        }
        if (type instanceof JsonArray several) {
            List<JsonString> types = several.stream()
                    .filter(JsonString.class::isInstance)
                    .map(JsonString.class::cast)
                    .toList();
            return types.stream().anyMatch(one -> one.getString().equals("string"));
        }
        return true;
    }
}
