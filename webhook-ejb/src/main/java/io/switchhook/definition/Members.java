package io.switchhook.definition;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the members of one object of a document; what was never asked for is unknown and an error. */
final class Members {
    private final JsonObject json;
    private final String path;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    Members(JsonObject json, String path, Problems problems) {
        this.json = json;
        this.path = path;
        this.problems = problems;
    }

    /** Where the object itself is. */
    String path() {
        return path;
    }

    String path(String name) {
        return Document.member(path, name);
    }

    /** See {@link Fingerprint#of}. */
    String fingerprint() {
        return Fingerprint.of(json);
    }

    Problems problems() {
        return problems;
    }

    void error(String name, String found, String allowed) {
        problems.add(path(name), found, allowed);
    }

    /** Whether the member is written, with null too. */
    boolean has(String name) {
        asked.add(name);
        return json.containsKey(name);
    }

    /** Members that were asked for and may not be there after all. */
    void forget(List<String> names) {
        asked.removeAll(names);
    }

    /** Reports members that were never asked for. To be called last. */
    void end() {
        for (String name : json.keySet()) {
            if (!asked.contains(name)) {
                problems.add(path(name), "an unknown member", String.join(", ", asked));
            }
        }
    }

    /** The value as it is; empty when missing or null. */
    Optional<JsonValue> value(String name) {
        asked.add(name);
        JsonValue value = json.get(name);
        return value == null || value.getValueType() == ValueType.NULL ? Optional.empty() : Optional.of(value);
    }

    /** Whether the member is text, of whatever length. */
    boolean isText(String name) {
        return value(name).orElse(null) instanceof JsonString;
    }

    Optional<String> text(String name, int max) {
        return value(name).flatMap(value -> text(path(name), value, max));
    }

    /** The text, or an error and empty text. */
    String requiredText(String name, int max) {
        Optional<String> text = text(name, max);
        if (value(name).isEmpty() || text.filter(String::isEmpty).isPresent()) {
            error(name, text.isPresent() ? "an empty text" : "nothing", "text of 1 to " + max + " characters");
        }
        return text.orElse("");
    }

    /** One of these texts. */
    Optional<String> oneOf(String name, List<String> allowed) {
        return text(name, Integer.MAX_VALUE).flatMap(found -> {
            if (allowed.contains(found)) {
                return Optional.of(found);
            }
            error(name, Problems.quoted(found), String.join(", ", allowed));
            return Optional.empty();
        });
    }

    Optional<Boolean> flag(String name) {
        return value(name).flatMap(value -> {
            if (value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE) {
                return Optional.of(value.getValueType() == ValueType.TRUE);
            }
            problems.wrongKind(path(name), value, "true or false");
            return Optional.empty();
        });
    }

    OptionalLong integer(String name, long min, long max) {
        Optional<BigDecimal> number = number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), "a whole number");
        try {
            return number.isPresent() ? OptionalLong.of(number.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException fraction) {
            error(name, "a fraction", "a whole number from " + min + " to " + max);
            return OptionalLong.empty();
        }
    }

    OptionalDouble decimal(String name, int min, int max) {
        return number(name, BigDecimal.valueOf(min), BigDecimal.valueOf(max), "a number")
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElse(OptionalDouble.empty());
    }

    private Optional<BigDecimal> number(String name, BigDecimal min, BigDecimal max, String kind) {
        String allowed = kind + " from " + min + " to " + max;
        return value(name).flatMap(value -> {
            if (!(value instanceof JsonNumber number)) {
                problems.wrongKind(path(name), value, allowed);
                return Optional.empty();
            }
            BigDecimal decimal = number.bigDecimalValue();
            if (decimal.compareTo(min) < 0 || decimal.compareTo(max) > 0) {
                error(name, Problems.shortened(number.toString()), allowed);
                return Optional.empty();
            }
            return Optional.of(decimal);
        });
    }

    Optional<Duration> duration(String name, Duration min, Duration max) {
        String allowed = "an ISO-8601 duration from " + min + " to " + max;
        return value(name).flatMap(value -> {
            if (!(value instanceof JsonString text)) {
                problems.wrongKind(path(name), value, allowed);
                return Optional.empty();
            }
            try {
                Duration duration = Duration.parse(text.getString());
                if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
                    return Optional.of(duration);
                }
            } catch (DateTimeException malformed) {
                // reported below with the range
            }
            error(name, Problems.quoted(text.getString()), allowed);
            return Optional.empty();
        });
    }

    Optional<JsonObject> object(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof JsonObject object) {
                return Optional.of(object);
            }
            problems.wrongKind(path(name), value, "an object");
            return Optional.empty();
        });
    }

    Optional<Members> members(String name) {
        return object(name).map(object -> new Members(object, path(name), problems));
    }

    Optional<JsonArray> list(String name) {
        return value(name).flatMap(value -> {
            if (value instanceof JsonArray array) {
                return Optional.of(array);
            }
            problems.wrongKind(path(name), value, "a list");
            return Optional.empty();
        });
    }

    /** The objects of a list, none where it is missing. */
    List<Members> objects(String name) {
        List<Members> objects = new ArrayList<>();
        JsonArray array = list(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
        for (int i = 0; i < array.size(); i++) {
            String at = Document.element(path(name), i);
            if (array.get(i) instanceof JsonObject object) {
                objects.add(new Members(object, at, problems));
            } else {
                problems.wrongKind(at, array.get(i), "an object");
            }
        }
        return objects;
    }

    /** A map of texts in order; numbers, true and false count as the text they are written as. */
    Map<String, String> texts(String name, int max) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .ifPresent(object -> object.forEach((key, value) -> {
                    String at = Document.member(path(name), key);
                    switch (value.getValueType()) {
                        case NUMBER, TRUE, FALSE -> texts.put(key, value.toString());
                        default -> text(at, value, max).ifPresent(text -> texts.put(key, text));
                    }
                }));
        return Collections.unmodifiableMap(texts);
    }

    private Optional<String> text(String at, JsonValue value, int max) {
        if (!(value instanceof JsonString text)) {
            problems.wrongKind(at, value, "text" + (value instanceof JsonNumber ? ", in quotes" : ""));
            return Optional.empty();
        }
        if (text.getString().length() > max) {
            problems.add(at, text.getString().length() + " characters", max + " characters");
            return Optional.empty();
        }
        return Optional.of(text.getString());
    }
}
