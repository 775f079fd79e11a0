package io.switchhook.dataaction.macro;

import io.switchhook.template.Characters;
import io.switchhook.velocity.Tool;
import io.switchhook.velocity.VelocityFailure;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code $esc}: Velocity's EscapeTool and what Genesys adds to it. A null argument leaves the call as it is written. */
final class Esc implements Tool {
    private static final String METHODS =
            "jsonString, jsonEncode, jsonDecode, url, urlFormEncode, uriEncode, unurl, java,"
                    + " javascript, html, xml, sql (one argument each)";
    private static final Map<String, String> CHARACTERS = Map.ofEntries(
            Map.entry("d", "$"),
            Map.entry("dollar", "$"),
            Map.entry("h", "#"),
            Map.entry("hash", "#"),
            Map.entry("q", "\""),
            Map.entry("quote", "\""),
            Map.entry("s", "'"),
            Map.entry("singleQuote", "'"),
            Map.entry("e", "!"),
            Map.entry("exclamation", "!"),
            Map.entry("b", "\\"),
            Map.entry("backslash", "\\"),
            Map.entry("n", "\n"),
            Map.entry("newline", "\n"));

    @Override
    public Object property(String name) {
        String character = CHARACTERS.get(name);
        if (character == null) {
            throw VelocityFailure.at(0, "$esc." + name + " is not known");
        }
        return character;
    }

    @Override
    public Object call(String method, List<Object> arguments) {
        if (arguments.isEmpty() && method.startsWith("get") && method.length() > 3) {
            return property(Character.toLowerCase(method.charAt(3)) + method.substring(4));
        }
        if (arguments.size() != 1) {
            throw Macros.unknown("esc", method, arguments, METHODS);
        }
        String text = Macros.text(arguments, 0);
        return switch (method) {
            case "jsonString", "jsonEncode", "json" -> text == null ? null : Characters.json(text);
            case "jsonDecode", "unjson" -> text == null ? null : JsonLiteral.decoded(text);
            case "url", "urlFormEncode" -> text == null ? null : URLEncoder.encode(text, StandardCharsets.UTF_8);
            case "uriEncode" -> text == null ? null : uri(text);
            case "unurl" -> text == null ? null : decoded(text);
            case "java" -> text == null ? null : java(text, false);
            case "javascript", "javaScript" -> text == null ? null : java(text, true);
            case "html", "xml" -> text == null ? null : Characters.xml(text);
            case "sql" -> text == null ? null : text.replace("'", "''");
            default -> throw Macros.unknown("esc", method, arguments, METHODS);
        };
    }

    private static String uri(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw VelocityFailure.at(0, "$esc.unurl: its argument has a percent sign that encodes nothing");
        }
    }

    /** Inside of a literal of Java or JavaScript; the latter quotes with apostrophes too, and must not end a script. */
    private static String java(String text, boolean script) {
        String escaped = Characters.json(text);
        return script ? escaped.replace("'", "\\'").replace("/", "\\/") : escaped;
    }
}
