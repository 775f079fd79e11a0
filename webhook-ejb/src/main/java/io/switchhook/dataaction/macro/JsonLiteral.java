package io.switchhook.dataaction.macro;

import io.switchhook.api.wire.JsonText;
import io.switchhook.velocity.VelocityFailure;
import jakarta.json.JsonException;

/** What stands between the quotes of a JSON string. */
final class JsonLiteral {
    private JsonLiteral() {}

    /**
     * The text that is meant.
     *
     * @throws VelocityFailure if it cannot stand there
     */
    static String decoded(String escaped) {
        try {
            return JsonText.readArray("[\"" + quotes(escaped) + "\"]").getString(0);
        } catch (JsonException | IndexOutOfBoundsException | ClassCastException malformed) {
            throw VelocityFailure.at(0, "$esc.jsonDecode: its argument is not the inside of a JSON string");
        }
    }

    /** Quotes and line ends that are not escaped are meant as they are. */
    private static String quotes(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 1 < escaped.length()) {
                text.append(c).append(escaped.charAt(i + 1));
                i++;
            } else if (c == '"') {
                text.append("\\\"");
            } else if (c < ' ') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
