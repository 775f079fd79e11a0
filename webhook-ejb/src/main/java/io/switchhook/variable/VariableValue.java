package io.switchhook.variable;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Collection;
import java.util.Optional;

/** Values of variables that are kept: any JSON within bounds, the size being that of a JSON variable of Webex Contact Center. */
public final class VariableValue {
    /** Bytes of the JSON text in UTF-8 at most. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Objects and arrays within each other at most. */
    public static final int MAX_DEPTH = 32;

    /** Variables of one subject at most. */
    public static final int MAX_OF_SUBJECT = 100;

    /** Global variables at most, those of definitions not counted. */
    public static final int MAX_GLOBAL = 1_000;

    private VariableValue() {}

    /**
     * Why a value cannot be kept.
     *
     * @param found what it is, without the value itself
     * @param allowed what it may be
     */
    public record Problem(String found, String allowed) {
        /** Both, for messages. */
        public String message() {
            return "found " + found + ", allowed " + allowed;
        }
    }

    /** What is wrong with it; empty if nothing is. */
    public static Optional<Problem> problem(JsonValue value) {
        if (isDeeper(value, MAX_DEPTH)) {
            return Optional.of(new Problem("deeper nesting", "is nesting of " + MAX_DEPTH));
        }
        if (hasHalfACharacter(value)) {
            return Optional.of(new Problem("half of a surrogate pair", "is Unicode text"));
        }
        int bytes = JsonText.text(value).getBytes(UTF_8).length;
        return bytes > MAX_BYTES
                ? Optional.of(new Problem(bytes + " bytes of JSON", "are " + MAX_BYTES))
                : Optional.empty();
    }

    /** Reads what {@link JsonText#text} wrote: any value, not only an object. */
    public static JsonValue read(String text) {
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException broken) {
            throw new IllegalStateException("A variable in the store is not JSON", broken);
        }
    }

    private static boolean isDeeper(JsonValue value, int depth) {
        Collection<JsonValue> parts = parts(value);
        if (parts == null) {
            return false;
        }
        return depth == 0 || parts.stream().anyMatch(part -> isDeeper(part, depth - 1));
    }

    /** A store in UTF-8 does not take it. */
    private static boolean hasHalfACharacter(JsonValue value) {
        if (value instanceof JsonString text) {
            return isHalved(text.getString());
        }
        if (value instanceof JsonObject object && object.keySet().stream().anyMatch(VariableValue::isHalved)) {
            return true;
        }
        Collection<JsonValue> parts = parts(value);
        return parts != null && parts.stream().anyMatch(VariableValue::hasHalfACharacter);
    }

    private static boolean isHalved(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Null for what has none. */
    private static Collection<JsonValue> parts(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.values();
        }
        return value instanceof JsonArray array ? array : null;
    }
}
