package io.switchhook.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Filters that Pebble has without bounds ({@code join}, {@code replace}, {@code split}), and {@code json}. */
final class OwnFilters {
    private OwnFilters() {}

    static Map<String, Filter> of(Escaping escaping) {
        return Map.of(
                "join", new Own("separator", OwnFilters::join),
                "replace", new Own("replace_pairs", OwnFilters::replace),
                "split", new Own("delimiter", OwnFilters::split),
                "json", new Own(null, (input, argument, line) -> json(input, escaping, line)));
    }

    private interface Work {
        Object apply(Object input, Object argument, int line);
    }

    private static final class Own implements Filter {
        private final List<String> arguments;
        private final Work work;

        Own(String argument, Work work) {
            this.arguments = argument == null ? null : List.of(argument);
            this.work = work;
        }

        @Override
        public Object apply(
                Object input, Map<String, Object> values, PebbleTemplate self, EvaluationContext context, int line) {
            return work.apply(input, arguments == null ? null : values.get(arguments.get(0)), line);
        }

        @Override
        public List<String> getArgumentNames() {
            return arguments;
        }
    }

    /** Any value as JSON text, quotes included: for a place in a JSON body where a value stands. */
    private static Object json(Object input, Escaping escaping, int line) {
        String text = Texts.json(input, line);
        return escaping == Escaping.JSON ? new SafeString(text) : text;
    }

    private static Object join(Object input, Object separator, int line) {
        if (input == null) {
            return null;
        }
        if (!(input instanceof Collection)) {
            throw new TemplateFailure(line, "filter join needs a list");
        }
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (Object element : (Collection<?>) input) {
            if (!first && separator != null) {
                text.append(Texts.printed(separator, line));
            }
            first = false;
            text.append(Texts.printed(element, line));
            Bounds.checkText(text.length(), line);
        }
        return text.toString();
    }

    private static Object replace(Object input, Object pairs, int line) {
        if (input == null) {
            return null;
        }
        if (!(pairs instanceof Map)) {
            throw new TemplateFailure(line, "filter replace needs pairs, as in replace({'a': 'b'})");
        }
        String text = Texts.printed(input, line);
        for (Map.Entry<?, ?> pair : ((Map<?, ?>) pairs).entrySet()) {
            String found = Texts.printed(pair.getKey(), line);
            String other = Texts.printed(pair.getValue(), line);
            if (!found.isEmpty()) {
                text = replaced(text, found, other, line);
            }
        }
        return text;
    }

    private static String replaced(String text, String found, String other, int line) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(found); at >= 0; at = text.indexOf(found, from)) {
            result.append(text, from, at).append(other);
            Bounds.checkText(result.length(), line);
            from = at + found.length();
        }
        return result.append(text, from, text.length()).toString();
    }

    /** Splits at the delimiter as it is written: Pebble's own takes it for a regular expression. */
    private static Object split(Object input, Object delimiter, int line) {
        if (input == null) {
            return null;
        }
        if (!(delimiter instanceof String string) || string.isEmpty()) {
            throw new TemplateFailure(line, "filter split needs a delimiter, as in split(',')");
        }
        String text = Texts.printed(input, line);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(string); at >= 0; at = text.indexOf(string, from)) {
            parts.add(text.substring(from, at));
            from = at + string.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
