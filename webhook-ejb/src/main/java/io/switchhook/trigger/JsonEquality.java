package io.switchhook.trigger;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/** When two JSON values are the same: type and content, numbers by value. */
final class JsonEquality {
    static final int MAX_KEY = 200;

    private JsonEquality() {}

    static boolean same(JsonValue one, JsonValue other) {
        if (one.getValueType() != other.getValueType()) {
            return false;
        }
        return switch (one.getValueType()) {
            case STRING -> ((JsonString) one).getString().equals(((JsonString) other).getString());
            case NUMBER -> ((JsonNumber) one).bigDecimalValue().compareTo(((JsonNumber) other).bigDecimalValue()) == 0;
            case ARRAY -> sameElements(one.asJsonArray(), other.asJsonArray());
            case OBJECT -> sameMembers(one.asJsonObject(), other.asJsonObject());
            default -> true;
        };
    }

    /** Whether the array has an element that is the same. */
    static boolean holds(JsonArray array, JsonValue value) {
        return array.stream().anyMatch(element -> same(element, value));
    }

    /**
     * Text, number, boolean or null as a key: same values have the same key. Long text is shortened, so different values may
     * have the same key.
     */
    static Optional<String> key(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> Optional.of(key(((JsonString) value).getString()));
            case NUMBER ->
                Optional.of("n"
                        + shortened(((JsonNumber) value)
                                .bigDecimalValue()
                                .stripTrailingZeros()
                                .toString()));
            case TRUE -> Optional.of("t");
            case FALSE -> Optional.of("f");
            case NULL -> Optional.of("0");
            default -> Optional.empty();
        };
    }

    static String key(String text) {
        return "s" + shortened(text);
    }

    private static String shortened(String text) {
        return text.length() <= MAX_KEY ? text : text.substring(0, MAX_KEY) + '#' + text.hashCode();
    }

    private static boolean sameElements(JsonArray one, JsonArray other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMembers(JsonObject one, JsonObject other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (Map.Entry<String, JsonValue> member : one.entrySet()) {
            JsonValue counterpart = other.get(member.getKey());
            if (counterpart == null || !same(member.getValue(), counterpart)) {
                return false;
            }
        }
        return true;
    }
}
