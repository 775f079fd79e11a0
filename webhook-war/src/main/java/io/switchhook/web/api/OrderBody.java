package io.switchhook.web.api;

import io.switchhook.definition.RequestJson;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The body of an order: an object with known members alone; none is the empty object. It must say that it is JSON, which the form of another
 * site cannot. Every method throws {@link Refusal} for a wrong one.
 */
final class OrderBody {
    private final JsonObject json;
    private final String path;

    private OrderBody(JsonObject json, String path, List<String> allowed) {
        this.json = json;
        this.path = path;
        for (String name : json.keySet()) {
            if (!allowed.contains(name)) {
                throw invalid("found " + path + name + ", allowed "
                        + (allowed.isEmpty() ? "is none" : "are " + String.join(", ", allowed)));
            }
        }
    }

    static OrderBody of(HttpHeaders headers, InputStream body, String... allowed) {
        MediaType type = headers.getMediaType();
        if (type == null || !MediaType.APPLICATION_JSON_TYPE.isCompatible(type) || type.isWildcardSubtype()) {
            throw Refusal.of(415, "Content-Type must be application/json, also where there is no body.");
        }
        String text = TrialAnswers.text(body);
        try {
            JsonObject json = text.isBlank() ? JsonValue.EMPTY_JSON_OBJECT : RequestJson.read(text);
            return new OrderBody(json, "", List.of(allowed));
        } catch (IllegalArgumentException malformed) {
            throw invalid(malformed.getMessage());
        }
    }

    /** The object in a member. */
    Optional<OrderBody> object(String name, String... allowed) {
        return value(name).map(value -> {
            if (value instanceof JsonObject object) {
                return new OrderBody(object, path + name + ".", List.of(allowed));
            }
            throw invalid(path + name + ": found no object, allowed is an object");
        });
    }

    boolean flag(String name) {
        return value(name)
                .map(value -> switch (value.getValueType()) {
                    case TRUE -> true;
                    case FALSE -> false;
                    default -> throw invalid(path + name + ": found something else, allowed is true or false");
                })
                .orElse(false);
    }

    Optional<Long> count(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonNumber number
                    && number.isIntegral()
                    && number.bigDecimalValue().signum() >= 0) {
                return number.longValue();
            }
            throw invalid(path + name + ": found something else, allowed is a whole number from 0");
        });
    }

    Optional<String> text(String name) {
        return value(name).map(value -> text(name, value));
    }

    Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> found = text(name);
        if (found.isPresent() && !allowed.contains(found.get())) {
            throw invalid(path + name + ": found something else, allowed are " + String.join(", ", allowed));
        }
        return found;
    }

    Optional<Set<String>> texts(String name) {
        return value(name).map(value -> {
            if (!(value instanceof JsonArray array)) {
                throw invalid(path + name + ": found no list, allowed is a list of texts");
            }
            Set<String> texts = new LinkedHashSet<>();
            array.forEach(element -> texts.add(text(name, element)));
            return texts;
        });
    }

    Optional<Instant> time(String name) {
        return text(name).map(text -> {
            try {
                return Query.bounded(Instant.parse(text));
            } catch (DateTimeException malformed) {
                throw invalid(path + name
                        + ": found no such time, allowed is an ISO-8601 time in UTC, for example 2026-03-02T12:00:00Z");
            }
        });
    }

    private String text(String name, JsonValue value) {
        if (value instanceof JsonString text && text.getString().indexOf('\0') < 0) {
            return text.getString();
        }
        throw invalid(path + name + ": found something else, allowed is text without a character 0");
    }

    private Optional<JsonValue> value(String name) {
        return Optional.ofNullable(json.get(name)).filter(value -> value != JsonValue.NULL);
    }

    static Refusal invalid(String detail) {
        return Refusal.badRequest("invalid-body", "The body cannot be read", detail);
    }
}
