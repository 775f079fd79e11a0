package io.switchhook.api.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HexFormat;

/** Writes JSON as the shortest text, in one pass over the value. */
final class JsonWriting {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder text = new StringBuilder(1_024);

    private JsonWriting() {}

    static String text(JsonValue value) {
        JsonWriting writing = new JsonWriting();
        writing.write(value);
        return writing.text.toString();
    }

    private void write(JsonValue value) {
        if (value instanceof JsonString string) {
            quote(string.getString());
        } else if (value instanceof JsonObject object) {
            write(object);
        } else if (value instanceof JsonArray array) {
            write(array);
        } else {
            text.append(value);
        }
    }

    private void write(JsonObject object) {
        char before = '{';
        for (var member : object.entrySet()) {
            text.append(before);
            quote(member.getKey());
            text.append(':');
            write(member.getValue());
            before = ',';
        }
        text.append(before == '{' ? "{}" : "}");
    }

    private void write(JsonArray array) {
        char before = '[';
        for (JsonValue element : array) {
            text.append(before);
            write(element);
            before = ',';
        }
        text.append(before == '[' ? "[]" : "]");
    }

    /** What needs no escape is copied a stretch at a time. Half a character has no UTF-8, so a database would keep a question mark. */
    private void quote(String string) {
        text.append('"');
        int copied = 0;
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || (Character.isSurrogate(c) && isAlone(string, i))) {
                text.append(string, copied, i);
                escape(c);
                copied = i + 1;
            }
        }
        text.append(string, copied, string.length()).append('"');
    }

    private static boolean isAlone(String string, int at) {
        return Character.isHighSurrogate(string.charAt(at))
                ? at + 1 == string.length() || !Character.isLowSurrogate(string.charAt(at + 1))
                : at == 0 || !Character.isHighSurrogate(string.charAt(at - 1));
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\b' -> text.append("\\b");
            case '\f' -> text.append("\\f");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> text.append("\\u").append(HEX.toHexDigits(c));
        }
    }
}
