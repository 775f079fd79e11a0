package io.switchhook.adapter;

import io.switchhook.request.HookRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value such as {@code text/plain; charset=utf-8}, read without ever failing.
 *
 * @param essence what stands before the parameters, in lower case; may be no media type at all
 * @param parameters by name in lower case, the first of each
 */
record MediaType(String essence, Map<String, String> parameters) {

    static Optional<MediaType> of(HookRequest request) {
        return request.headers()
                .first("Content-Type")
                .filter(value -> !value.isBlank())
                .map(MediaType::parse);
    }

    static MediaType parse(String value) {
        int semicolon = value.indexOf(';');
        String essence = semicolon < 0 ? value : value.substring(0, semicolon);
        Map<String, String> parameters = new HashMap<>();
        int at = semicolon < 0 ? value.length() : semicolon + 1;
        while (at < value.length()) {
            int end = endOfParameter(value, at);
            int equals = value.indexOf('=', at);
            if (equals >= 0 && equals < end) {
                parameters.putIfAbsent(
                        value.substring(at, equals).strip().toLowerCase(Locale.ROOT),
                        unquoted(value.substring(equals + 1, end).strip()));
            }
            at = end + 1;
        }
        return new MediaType(essence.strip().toLowerCase(Locale.ROOT), Map.copyOf(parameters));
    }

    boolean isJson() {
        return essence.endsWith("/json") || essence.endsWith("+json");
    }

    boolean isXml() {
        return essence.endsWith("/xml") || essence.endsWith("+xml");
    }

    boolean isText() {
        return essence.startsWith("text/");
    }

    boolean isForm() {
        return essence.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return essence.equals("multipart/form-data");
    }

    /** UTF-8 where it names none. */
    Charset charset() throws Unusable {
        String name = parameters.getOrDefault("charset", "");
        try {
            return name.isBlank() ? StandardCharsets.UTF_8 : Charset.forName(name.strip());
        } catch (IllegalArgumentException unknown) {
            throw new Unusable("content-type", "Content-Type names a charset that is not known here.");
        }
    }

    /** Where the parameter ends that begins at {@code at}: a semicolon in quotes is a part of it. */
    private static int endOfParameter(String value, int at) {
        boolean quoted = false;
        for (int i = at; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return value.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < value.length() - 1; i++) {
            char c = value.charAt(i);
            text.append(c == '\\' && i + 1 < value.length() - 1 ? value.charAt(++i) : c);
        }
        return text.toString();
    }
}
