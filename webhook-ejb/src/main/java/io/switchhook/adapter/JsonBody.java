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

/** Reads a request's body as one JSON object: UTF-8 only, and within limits that later readers can rely on. */
final class JsonBody {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private JsonBody() {}

    static JsonObject read(HookRequest request) throws Unusable {
        List<String> encodings = request.headers().all("Content-Encoding");
        if (encodings.stream()
                .anyMatch(encoding -> !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity"))) {
            throw new Unusable("content-encoding", "The body is compressed (Content-Encoding): send it as it is.");
        }
        String text = decode(request.body());
        if (text.isBlank()) {
            throw new Unusable("empty-body", "The body is empty: one JSON object is expected.");
        }
        JsonLimits.check(text);
        return parse(text);
    }

    private static String decode(byte[] body) throws Unusable {
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

    private static JsonObject parse(String text) throws Unusable {
        JsonValue root;
        try (JsonParser parser = JsonText.parser(text)) {
            parser.next();
            root = parser.getValue();
            // a JsonReader would not look at what comes after the value
            if (parser.hasNext()) {
                throw notJson();
            }
        } catch (RuntimeException malformed) {
            // JsonException by the book; parsers throw others besides
            throw notJson();
        }
        if (root instanceof JsonObject object) {
            return object;
        }
        throw new Unusable(
                "not-an-object", "The body is a JSON value other than an object: one JSON object is expected.");
    }

    private static Unusable notJson() {
        return new Unusable("not-json", "The body is not valid JSON.");
    }
}
