package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** JSON as data actions take it. */
final class Json {
    /** Levels of objects and arrays at most, as in Genesys Cloud. */
    static final int DEEPEST = 50;

    private Json() {}

    /** @throws OperationFailed if the text is not JSON, or nests too deep */
    static JsonValue read(String text) throws OperationFailed {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(content))) {
            return shallow(reader.readValue());
        } catch (RuntimeException notJson) {
            // JsonException, and whatever else a parser throws at text that is none
            throw new OperationFailed("it is not JSON", notJson);
        } catch (StackOverflowError tooDeep) {
            throw new OperationFailed("its JSON nests deeper than " + DEEPEST + " levels", tooDeep);
        }
    }

    /** @throws OperationFailed if it nests too deep */
    static <T extends JsonValue> T shallow(T value) throws OperationFailed {
        if (isDeeper(value, DEEPEST)) {
            throw new OperationFailed("its JSON nests deeper than " + DEEPEST + " levels");
        }
        return value;
    }

    private static boolean isDeeper(JsonValue value, int levels) {
        if (value instanceof JsonObject object) {
            return levels == 0 || object.values().stream().anyMatch(member -> isDeeper(member, levels - 1));
        }
        return value instanceof JsonArray array
                && (levels == 0 || array.stream().anyMatch(element -> isDeeper(element, levels - 1)));
    }
}
