package io.switchhook.dataaction;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Collection;

/** JSON as data actions take it. */
final class Json {
    /** Levels of objects and arrays at most, as in Genesys Cloud. */
    static final int DEEPEST = 50;

    private static final int MAX_DIGITS = 1_000;
    private static final String TOO_DEEP = "its JSON nests deeper than " + DEEPEST + " levels";

    private Json() {}

    /** @throws OperationFailed if the text is not JSON, or more than {@link #moderate} */
    static JsonValue read(String text) throws OperationFailed {
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        JsonValue value;
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(content))) {
            value = reader.readValue();
        } catch (RuntimeException notJson) {
            // JsonException, and whatever else a parser throws at text that is none
            throw new OperationFailed("it is not JSON", notJson);
        } catch (StackOverflowError tooDeep) {
            throw new OperationFailed(TOO_DEEP, tooDeep);
        }
        return moderate(value);
    }

    /** @throws OperationFailed if it nests too deep, or has a number that is costly to compute with */
    static <T extends JsonValue> T moderate(T value) throws OperationFailed {
        check(value, DEEPEST);
        return value;
    }

    private static void check(JsonValue value, int levels) throws OperationFailed {
        if (value instanceof JsonNumber number) {
            check(number);
        } else if (value instanceof JsonObject || value instanceof JsonArray) {
            if (levels == 0) {
                throw new OperationFailed(TOO_DEEP);
            }
            Collection<JsonValue> parts = value instanceof JsonObject object ? object.values() : value.asJsonArray();
            for (JsonValue part : parts) {
                check(part, levels - 1);
            }
        }
    }

    private static void check(JsonNumber number) throws OperationFailed {
        try {
            BigDecimal decimal = number.bigDecimalValue();
            if (decimal.precision() <= MAX_DIGITS && Math.abs((long) decimal.scale()) <= MAX_DIGITS) {
                return;
            }
        } catch (UnsupportedOperationException | NumberFormatException tooLong) {
            // the parser's own limit: reported below
        }
        throw new OperationFailed("its JSON has a number of more than " + MAX_DIGITS + " digits");
    }
}
