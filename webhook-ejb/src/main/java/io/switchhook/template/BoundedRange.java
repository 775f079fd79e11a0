package io.switchhook.template;

import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;

/** {@code range} and {@code ..}, which make the whole list before the first step of a loop. */
final class BoundedRange implements Function {
    private final Function range;

    BoundedRange(Function range) {
        this.range = range;
    }

    @Override
    public Object execute(Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
        Object increment = arguments.get("increment");
        if (arguments.get("start") instanceof Number start && arguments.get("end") instanceof Number end) {
            double step = increment instanceof Number given ? given.longValue() : 1;
            double elements = ((double) end.longValue() - start.longValue()) / step;
            if (elements > Templates.MAX_STEPS) {
                throw new TemplateFailure(line, "a range of more than " + Templates.MAX_STEPS + " elements");
            }
        }
        return range.execute(arguments, self, context, line);
    }

    @Override
    public List<String> getArgumentNames() {
        return range.getArgumentNames();
    }
}
