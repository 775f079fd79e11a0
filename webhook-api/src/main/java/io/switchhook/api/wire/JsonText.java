package io.switchhook.api.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;

/**
 * Reads and builds JSON with a provider that is kept: {@link jakarta.json.Json} looks for one at every call, which costs more than
 * the reading of a small text.
 */
public final class JsonText {
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private JsonText() {}

    /** A new object. */
    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    /** A new object that begins as a copy. */
    public static JsonObjectBuilder object(JsonObject of) {
        return PROVIDER.createObjectBuilder(of);
    }

    /** A new array. */
    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    /** The provider, for what else it makes. */
    public static JsonProvider provider() {
        return PROVIDER;
    }

    /**
     * The value as JSON text without blanks, as its {@code toString} is, for less. It must not be nested too deep for the stack: one that
     * a hook has taken never is.
     */
    public static String text(JsonValue value) {
        return JsonWriting.text(value);
    }

    /** @throws jakarta.json.JsonException if the text is not a JSON object */
    public static JsonObject read(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** @throws jakarta.json.JsonException if the text is not a JSON array */
    public static JsonArray readArray(String text) {
        try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }

    /** A parser of the text; to be closed. */
    public static JsonParser parser(String text) {
        return PROVIDER.createParser(new StringReader(text));
    }
}
