package io.switchhook.adapter;

import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** One CloudEvent, read from either mode. */
final class CloudEvent {
    private static final String HEADER = "ce-";

    private final Function<String, Optional<String>> attributes;
    private final JsonObject data;

    private CloudEvent(Function<String, Optional<String>> attributes, JsonObject data) {
        this.attributes = attributes;
        this.data = data;
    }

    /** Whether headers hold the attributes. */
    static boolean isBinary(HookRequest request) {
        return request.headers().first(HEADER + "specversion").isPresent()
                || request.headers().first(HEADER + "type").isPresent();
    }

    static CloudEvent binary(HookRequest request) throws Unusable {
        return new CloudEvent(
                name -> request.headers()
                        .first(HEADER + name)
                        .map(CloudEvent::headerValue)
                        .filter(value -> !value.isBlank()),
                content(request.body(), MediaType.of(request)));
    }

    static CloudEvent structured(JsonObject event) throws Unusable {
        return new CloudEvent(name -> Members.text(event, name), data(event));
    }

    /** The attribute as text; empty where it is missing or blank. */
    Optional<String> attribute(String name) {
        return attributes.apply(name);
    }

    JsonObject data() {
        return data;
    }

    private static JsonObject data(JsonObject event) throws Unusable {
        Optional<MediaType> type = Members.text(event, "datacontenttype").map(MediaType::parse);
        if (event.get("data_base64") instanceof JsonString encoded) {
            return content(decoded(encoded.getString()), type);
        }
        JsonValue value = event.getOrDefault("data", JsonValue.NULL);
        boolean isText =
                value instanceof JsonString && type.isPresent() && !type.get().isJson();
        return isText ? Content.ofText(((JsonString) value).getString()) : Content.ofValue(value);
    }

    private static byte[] decoded(String base64) throws Unusable {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new Unusable(CloudEvents.REASON, "data_base64 is not base64.");
        }
    }

    private static JsonObject content(byte[] bytes, Optional<MediaType> type) throws Unusable {
        if (bytes.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (type.isEmpty() || type.get().isJson()) {
            return Content.ofValue(JsonBody.value(bytes));
        }
        return type.get().isText() || type.get().isXml() || type.get().isForm()
                ? Content.ofText(Content.text(bytes, type.get()))
                : Content.ofBytes(bytes);
    }

    /** Quotes around are dropped and percent-encoding is undone, as section 3.1.3.2 of the binding has it. */
    private static String headerValue(String header) {
        String value = header.strip();
        if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
            value = value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (value.indexOf('%') < 0) {
            return value;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); ) {
            int encoded = value.charAt(i) == '%' && i + 2 < value.length() ? hex(value, i + 1) : -1;
            if (encoded >= 0) {
                bytes.write(encoded);
                i += 3;
            } else {
                int character = value.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
