package io.switchhook.query;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Hides what people must not read: members named by the administrator, at any depth and in any case. */
public final class Mask {
    /** Stands for a hidden value, whatever its type. */
    public static final String HIDDEN = "***";

    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "cookie", "signature", "token", "api-key", "apikey", "password");

    private final Set<String> members;

    public Mask(Set<String> members) {
        this.members = members.stream().map(Mask::lowerCase).collect(Collectors.toUnmodifiableSet());
    }

    /** The members named in {@code switchhook.mask}, a comma-separated list; none by default. */
    public static Mask of(Settings settings) {
        return new Mask(Set.copyOf(settings.list("switchhook.mask")));
    }

    /** An event's content, with the named members hidden. */
    public JsonObject data(JsonObject data) {
        return masked(data, this::isNamed);
    }

    /** Facts about a request: also hides what looks like a header that carries a secret. */
    JsonObject receipt(JsonObject receipt) {
        return masked(receipt, this::isSecret);
    }

    /** A request's headers, for each name a list of values: those stay lists. */
    JsonObject headers(JsonObject headers) {
        JsonObjectBuilder result = JsonText.object();
        headers.forEach((name, values) ->
                result.add(name, isSecret(name) ? JsonText.array().add(HIDDEN).build() : values));
        return result.build();
    }

    /** A text that should be a JSON object; one that is not cannot be masked, so it is hidden whole when there is a mask. */
    String text(String text) {
        if (text.isEmpty()) {
            return text;
        }
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(text))) {
            return receipt(reader.readObject()).toString();
        } catch (JsonException notAnObject) {
            return members.isEmpty() ? text : HIDDEN;
        }
    }

    /** Whether it leaves a body as it is. */
    public boolean hidesNothing() {
        return members.isEmpty();
    }

    /** The text of any body: where there is a mask, one that is no JSON cannot be masked, so it is hidden whole. */
    public String body(String text) {
        if (members.isEmpty() || text.isEmpty()) {
            return text;
        }
        try (JsonReader reader = JsonText.provider().createReader(new StringReader(text))) {
            return masked(reader.readValue(), this::isNamed).toString();
        } catch (RuntimeException | StackOverflowError notJson) {
            return HIDDEN;
        }
    }

    private boolean isSecret(String header) {
        String name = lowerCase(header);
        return isNamed(header) || SECRET_HEADERS.stream().anyMatch(name::contains);
    }

    private boolean isNamed(String member) {
        return members.contains(lowerCase(member));
    }

    private static JsonObject masked(JsonObject object, Predicate<String> hidden) {
        JsonObjectBuilder result = JsonText.object();
        object.forEach((name, value) ->
                result.add(name, hidden.test(name) ? JsonText.provider().createValue(HIDDEN) : masked(value, hidden)));
        return result.build();
    }

    private static JsonValue masked(JsonValue value, Predicate<String> hidden) {
        if (value instanceof JsonObject object) {
            return masked(object, hidden);
        }
        if (value instanceof JsonArray array) {
            JsonArrayBuilder result = JsonText.array();
            array.forEach(element -> result.add(masked(element, hidden)));
            return result.build();
        }
        return value;
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
