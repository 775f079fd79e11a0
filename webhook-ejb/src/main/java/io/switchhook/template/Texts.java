package io.switchhook.template;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Values of a template as text, without ever making more of it than {@link Templates#MAX_TEXT} characters. */
public final class Texts {
    private final StringBuilder text = new StringBuilder();
    private final int line;

    private Texts(int line) {
        this.line = line;
    }

    /**
     * What printing the value gives: text as it is, lists and maps as JSON.
     *
     * @throws TemplateFailure if it is longer than allowed
     */
    public static String printed(Object value, int line) {
        if (value == null) {
            return "";
        }
        return value instanceof Map || value instanceof List || value instanceof BigDecimal
                ? json(value, line)
                : value.toString();
    }

    /**
     * The value as JSON.
     *
     * @throws TemplateFailure if it is longer than allowed
     */
    public static String json(Object value, int line) {
        Texts texts = new Texts(line);
        texts.add(value);
        return texts.text.toString();
    }

    private void add(Object value) {
        if (value == null || value instanceof Boolean || JsonViews.isView(value)) {
            append(String.valueOf(value));
        } else if (value instanceof BigDecimal bigDecimal) {
            append(bigDecimal.toPlainString());
        } else if (value instanceof Number) {
            append(value.toString());
        } else if (value instanceof Map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : ((Map<?, ?>) value).entrySet()) {
                append(separator);
                append('"' + Characters.json(String.valueOf(member.getKey())) + "\":");
                add(member.getValue());
                separator = ",";
            }
            append(separator.equals("{") ? "{}" : "}");
        } else if (value instanceof List) {
            String separator = "[";
            for (Object element : (List<?>) value) {
                append(separator);
                add(element);
                separator = ",";
            }
            append(separator.equals("[") ? "[]" : "]");
        } else {
            append('"' + Characters.json(value.toString()) + '"');
        }
    }

    private void append(String part) {
        Bounds.checkText((long) text.length() + part.length(), line);
        text.append(part);
    }
}
