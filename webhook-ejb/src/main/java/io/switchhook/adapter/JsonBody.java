package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a request's body as JSON: UTF-8 only, and within limits that later readers can rely on. */
final class JsonBody {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonBody() {}

    /** The body as one JSON object. */
    static JsonObject read(HookRequest request) throws Unusable {
        if (value(request) instanceof JsonObject object) {
            return object;
        }
        throw new Unusable(
                "not-an-object", "The body is a JSON value other than an object: one JSON object is expected.");
    }

    /** The body as one JSON object or an array of objects. */
    static List<Element> elements(HookRequest request) throws Unusable {
        return Element.of(value(request), "");
    }

    /** The body as any JSON value. */
    static JsonValue value(HookRequest request) throws Unusable {
        checkNotCompressed(request);
        return value(request.body());
    }

    /** JSON in UTF-8. */
    static JsonValue value(byte[] json) throws Unusable {
        String text = utf8(json);
        if (text.isBlank()) {
            throw new Unusable("empty-body", "The body is empty: one JSON object is expected.");
        }
        return parse(text);
    }

    static void checkNotCompressed(HookRequest request) throws Unusable {
        List<String> encodings = request.headers().all("Content-Encoding");
        if (encodings.stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"))) {
            throw new Unusable("content-encoding", "The body is compressed (Content-Encoding): send it as it is.");
        }
    }

    /** UTF-8, a byte order mark dropped. */
    static String utf8(byte[] body) throws Unusable {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        } catch (CharacterCodingException notUtf8) {
            throw new Unusable("not-utf-8", "The body is not valid UTF-8.");
        }
    }

    private static JsonValue parse(String text) throws Unusable {
        JsonLimits.check(text);
        try (JsonParser parser = JsonText.parser(text)) {
            parser.next();
            JsonValue root = parser.getValue();
            // a JsonReader would not look at what comes after the value
            if (!parser.hasNext()) {
                return root;
            }
        } catch (RuntimeException malformed) {
            // JsonException by the book; parsers throw others besides
            throw notJson();
        }
        throw notJson();
    }

    private static Unusable notJson() {
        return new Unusable("not-json", "The body is not valid JSON.");
    }
}
