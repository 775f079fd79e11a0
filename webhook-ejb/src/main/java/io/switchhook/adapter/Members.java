package io.switchhook.adapter;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what senders write, in whichever of the usual ways they write it. */
final class Members {
    private static final int LONGEST_NUMBER = 40;
    /** What {@link JsonLimits} lets a JSON number have; beyond it arithmetic gets slow. */
    private static final int LARGEST_SCALE = 11_000;

    private Members() {}

    /** A string, number or boolean as text; empty for anything else, and for a blank string. */
    static Optional<String> text(JsonValue value) {
        if (value == null) {
            return Optional.empty();
        }
        return switch (value.getValueType()) {
            case STRING -> Optional.of(((JsonString) value).getString()).filter(text -> !text.isBlank());
            case NUMBER, TRUE, FALSE -> Optional.of(value.toString());
            case NULL, ARRAY, OBJECT -> Optional.empty();
        };
    }

    static Optional<String> text(JsonObject object, String member) {
        return text(object.get(member));
    }

    /** {@link #text} of the first member that has one. */
    static Optional<String> firstText(JsonObject object, List<String> members) {
        return members.stream().flatMap(member -> text(object, member).stream()).findFirst();
    }

    static Optional<JsonObject> object(JsonObject object, String member) {
        return object.get(member) instanceof JsonObject found ? Optional.of(found) : Optional.empty();
    }

    /** The member whose name differs in case at most; an exact name comes first. */
    static Optional<JsonValue> anyCase(JsonObject object, String member) {
        JsonValue exact = object.get(member);
        if (exact != null) {
            return Optional.of(exact);
        }
        return object.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(member))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** A whole number, also where it came as a string. */
    static OptionalLong whole(JsonValue value) {
        try {
            Optional<BigDecimal> number = decimal(value);
            return number.isPresent() ? OptionalLong.of(number.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException none) {
            return OptionalLong.empty();
        }
    }

    /** A number, also where it came as a string. */
    static Optional<BigDecimal> decimal(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Optional.of(number.bigDecimalValue());
        }
        if (!(value instanceof JsonString string)) {
            return Optional.empty();
        }
        String text = string.getString().strip();
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text)).filter(number -> Math.abs(number.scale()) <= LARGEST_SCALE);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
