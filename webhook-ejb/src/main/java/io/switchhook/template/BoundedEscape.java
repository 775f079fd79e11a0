package io.switchhook.template;

import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;

/** The filter every printed value goes through; lists and objects become JSON text first. */
final class BoundedEscape extends EscapeFilter {

    BoundedEscape(Escaping escaping) {
        addEscapingStrategy(escaping.name(), escaping::value);
        setDefaultStrategy(escaping.name());
    }

    @Override
    public Object apply(
            Object input, Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
        Object text = input instanceof Map || input instanceof List ? Texts.printed(input, line) : input;
        return Bounds.check(super.apply(text, arguments, self, context, line), line);
    }
}
