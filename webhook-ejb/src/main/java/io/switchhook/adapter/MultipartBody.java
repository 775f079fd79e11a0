package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code multipart/form-data} (RFC 7578): each part a member. A part is a text, or, where it has a file's name, an object of
 * {@code filename}, {@code contentType} and {@code base64}.
 */
final class MultipartBody {
    private static final String LINE = "\r\n";

    private MultipartBody() {}

    static JsonObject read(byte[] body, MediaType type) throws Unusable {
        String delimiter = LINE + "--" + boundary(type);
        // one character a byte; a delimiter begins with a line break, the first one needs none
        String text = LINE + new String(body, StandardCharsets.ISO_8859_1);
        Map<String, List<JsonValue>> fields = new LinkedHashMap<>();
        int at = text.indexOf(delimiter);
        while (at >= 0 && !text.startsWith("--", at + delimiter.length())) {
            int start = text.indexOf(LINE, at + delimiter.length());
            int end = start < 0 ? -1 : text.indexOf(delimiter, start);
            if (end < 0) {
                throw malformed();
            }
            addPart(fields, text.substring(start, end));
            at = end;
        }
        if (at < 0) {
            throw malformed();
        }
        return FormBody.object(fields);
    }

    private static String boundary(MediaType type) throws Unusable {
        String boundary = type.parameters().getOrDefault("boundary", "");
        if (boundary.isBlank() || boundary.length() > 70) {
            throw new Unusable("not-multipart", "Content-Type names no boundary of 1 to 70 characters.");
        }
        return boundary;
    }

    private static void addPart(Map<String, List<JsonValue>> fields, String part) throws Unusable {
        int blank = part.indexOf(LINE + LINE);
        if (blank < 0) {
            throw malformed();
        }
        Map<String, MediaType> headers = headers(part.substring(0, blank));
        byte[] content = part.substring(blank + 2 * LINE.length()).getBytes(StandardCharsets.ISO_8859_1);
        Map<String, String> disposition = Optional.ofNullable(headers.get("content-disposition"))
                .map(MediaType::parameters)
                .orElse(Map.of());
        String name = disposition.get("name");
        if (name == null) {
            throw new Unusable("not-multipart", "A part of the body has no name.");
        }
        MediaType type = headers.getOrDefault("content-type", MediaType.parse("text/plain"));
        String file = disposition.get("filename");
        Charset charset = type.charset();
        FormBody.add(
                fields,
                name,
                file == null
                        ? JsonText.provider().createValue(new String(content, charset))
                        : JsonText.object()
                                .add("filename", file)
                                .add("contentType", type.essence())
                                .add("base64", Base64.getEncoder().encodeToString(content))
                                .build());
    }

    private static Map<String, MediaType> headers(String lines) {
        Map<String, MediaType> headers = new LinkedHashMap<>();
        String decoded = new String(lines.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        for (String line : decoded.split(LINE, -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        MediaType.parse(line.substring(colon + 1)));
            }
        }
        return headers;
    }

    private static Unusable malformed() {
        return new Unusable("not-multipart", "The body is not valid multipart/form-data.");
    }
}
