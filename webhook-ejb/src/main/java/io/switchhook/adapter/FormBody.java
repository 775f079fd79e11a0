package io.switchhook.adapter;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a form: each name a member, whose value is a text, or an array where the name is given more than once. */
final class FormBody {

    private FormBody() {}

    /** {@code application/x-www-form-urlencoded}; a percent sign that encodes nothing is one. */
    static JsonObject urlEncoded(byte[] body, Charset charset) {
        Map<String, List<JsonValue>> fields = new LinkedHashMap<>();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), charset);
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1), charset);
            add(fields, name, JsonText.provider().createValue(value));
        }
        return object(fields);
    }

    static void add(Map<String, List<JsonValue>> fields, String name, JsonValue value) {
        fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    static JsonObject object(Map<String, List<JsonValue>> fields) {
        JsonObjectBuilder object = JsonText.object();
        fields.forEach((name, values) -> {
            if (values.size() == 1) {
                object.add(name, values.get(0));
            } else {
                JsonArrayBuilder array = JsonText.array();
                values.forEach(array::add);
                object.add(name, array);
            }
        });
        return object.build();
    }

    /** @param encoded one character a byte */
    private static String decode(String encoded, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' && i + 2 < encoded.length() && hex(encoded, i + 1) >= 0) {
                bytes.write(hex(encoded, i + 1));
                i += 2;
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return bytes.toString(charset);
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
