package io.switchhook.template;

import io.pebbletemplates.pebble.extension.escaper.SafeString;
import java.util.Collection;
import java.util.Map;

/** Refuses values that have grown too large to go on with. */
final class Bounds {
    private Bounds() {}

    static Object check(Object value, int line) {
        if (value instanceof String || value instanceof SafeString) {
            checkText(value.toString().length(), line);
        } else if (value instanceof Collection) {
            checkElements(((Collection<?>) value).size(), line);
        } else if (value instanceof Map) {
            checkElements(((Map<?, ?>) value).size(), line);
        }
        return value;
    }

    static void checkText(long length, int line) {
        if (length > Templates.MAX_TEXT) {
            throw new TemplateFailure(line, "makes a text of more than " + Templates.MAX_TEXT + " characters");
        }
    }

    static void checkElements(long size, int line) {
        if (size > Templates.MAX_TEXT) {
            throw new TemplateFailure(line, "makes a list of more than " + Templates.MAX_TEXT + " elements");
        }
    }
}
