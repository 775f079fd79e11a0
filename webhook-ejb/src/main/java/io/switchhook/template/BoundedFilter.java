package io.switchhook.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of Pebble's filters with a bounded result. */
final class BoundedFilter implements Filter {
    private static final Set<String> ORDERING = Set.of("sort", "rsort", "reverse");

    private final String name;
    private final Filter filter;

    BoundedFilter(String name, Filter filter) {
        this.name = name;
        this.filter = filter;
    }

    @Override
    public Object apply(
            Object input, Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int line) {
        // sorting is done in place, on what may be the event
        Object own = ORDERING.contains(name) && input instanceof List<?> list ? new ArrayList<>(list) : input;
        return Bounds.check(filter.apply(own, arguments, self, context, line), line);
    }

    @Override
    public List<String> getArgumentNames() {
        return filter.getArgumentNames();
    }
}
