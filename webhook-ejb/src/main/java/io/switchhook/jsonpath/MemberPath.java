package io.switchhook.jsonpath;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The plain kind of path: names of members, from the root down.
 *
 * @param names at least one
 */
public record MemberPath(List<String> names) {
    public MemberPath {
        names = List.copyOf(names);
    }

    /** What stands at the end; empty where a member is missing or what should hold it is no object. */
    public Optional<JsonValue> read(JsonValue json) {
        JsonValue found = json;
        for (String name : names) {
            found = found instanceof JsonObject ? ((JsonObject) found).get(name) : null;
        }
        return Optional.ofNullable(found);
    }

    /** {@code a.b}, {@code $.a['b']}: empty where the text says more than names, or says it in a way left to the full parser. */
    static Optional<MemberPath> parse(String text) {
        List<String> names = new ArrayList<>();
        int at = text.startsWith("$") ? 1 : 0;
        boolean nameDue = at == 0;
        while (nameDue || at < text.length()) {
            int end;
            if (nameDue || text.charAt(at) == '.') {
                int start = nameDue ? at : at + 1;
                end = start;
                while (end < text.length() && isPlain(text.charAt(end))) {
                    end++;
                }
                if (end == start || (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[')) {
                    return Optional.empty();
                }
                names.add(text.substring(start, end));
            } else {
                end = bracketed(text, at, names);
                if (end < 0) {
                    return Optional.empty();
                }
            }
            nameDue = false;
            at = end;
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new MemberPath(names));
    }

    /** Reads {@code ['name']} at {@code at}; the position behind it, or -1. */
    private static int bracketed(String text, int at, List<String> names) {
        int close = text.indexOf("']", at);
        if (!text.startsWith("['", at) || close < at + 3) {
            return -1;
        }
        String name = text.substring(at + 2, close);
        if (name.indexOf('\'') >= 0 || name.indexOf('\\') >= 0) {
            return -1;
        }
        names.add(name);
        return close + 2;
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-';
    }
}
