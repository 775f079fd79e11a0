package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a request says something: in a header, or in its body. Never throws on what a sender sent. */
public sealed interface ValueFrom {

    /** What the request says there; empty where it says nothing. */
    Optional<JsonValue> value(HookRequest request, JsonObject body);

    /** {@link #value} as text: a string, a number, a boolean, or the only one of these in an array. */
    default Optional<String> text(HookRequest request, JsonObject body) {
        return value(request, body).flatMap(Members::text).map(String::strip);
    }

    /** The first line of a header. */
    record Header(String name) implements ValueFrom {
        @Override
        public Optional<JsonValue> value(HookRequest request, JsonObject body) {
            return request.headers().first(name).map(JsonText.provider()::createValue);
        }
    }

    /** What a JSONPath finds in the body. */
    record Body(FieldPath path) implements ValueFrom {
        @Override
        public Optional<JsonValue> value(HookRequest request, JsonObject body) {
            return path.read(body)
                    .map(found -> found instanceof JsonArray array && array.size() == 1 ? array.get(0) : found);
        }
    }

    /**
     * {@code header:} and a name, or a JSONPath, of which a bare name is one.
     *
     * @throws IllegalArgumentException if the text is neither; the message says why
     */
    static ValueFrom of(String text) {
        if (!text.toLowerCase(Locale.ROOT).startsWith("header:")) {
            return new Body(FieldPath.of(text));
        }
        String name = text.substring("header:".length()).strip();
        if (!Pattern.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}", name)) {
            throw new IllegalArgumentException("header: must be followed by a header's name");
        }
        return new Header(name);
    }
}
