package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Makes an object of content of any kind, since an event's data is one. */
final class Content {

    private Content() {}

    /** An object as it is, anything else as {@code value}; nothing of null. */
    static JsonObject ofValue(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        return value.getValueType() == JsonValue.ValueType.NULL
                ? JsonValue.EMPTY_JSON_OBJECT
                : JsonText.object().add("value", value).build();
    }

    static JsonObject ofText(String text) {
        return JsonText.object().add("text", text).build();
    }

    static JsonObject ofBytes(byte[] bytes) {
        return JsonText.object()
                .add("base64", Base64.getEncoder().encodeToString(bytes))
                .build();
    }

    /** Text in the charset its type names. */
    static String text(byte[] bytes, MediaType type) throws Unusable {
        try {
            return type.charset().newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException | UnsupportedOperationException undecodable) {
            throw new Unusable("not-text", "The body is not text in the charset of its Content-Type.");
        }
    }
}
