package io.switchhook.template;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.variable.RunNames;
import io.switchhook.variable.RunNames.Found;
import jakarta.json.JsonObject;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

/**
 * The names a template sees. A name that does not exist renders empty, as do members of it.
 *
 * <p>JSON text, numbers and booleans render as they are written in plain decimals; an object or array renders as JSON text.
 */
public final class TemplateNames {
    private TemplateNames() {}

    /**
     * The variables of a run, over the members of the event's data. {@code event} is always the envelope: {@code event.id},
     * {@code .source}, {@code .topic}, {@code .subject}, {@code .time}, {@code .receivedAt}, {@code .correlationId} and
     * {@code .data}, where also members of the data are found that a variable hides.
     */
    public static Map<String, Object> of(EventRecord event, JsonObject variables) {
        return of(RunNames.of(event, variables));
    }

    /** What these names stand for, each looked up when the template asks for it. They cannot be listed. */
    public static Map<String, Object> of(RunNames names) {
        return new LookedUp(names);
    }

    private static final class LookedUp extends AbstractMap<String, Object> {
        private final RunNames names;

        LookedUp(RunNames names) {
            this.names = names;
        }

        @Override
        public Object get(Object name) {
            return names.find((String) name).map(LookedUp::view).orElse(null);
        }

        @Override
        public boolean containsKey(Object name) {
            return names.find((String) name).isPresent();
        }

        @Override
        public Set<Map.Entry<String, Object>> entrySet() {
            throw new UnsupportedOperationException("names are looked up, not listed");
        }

        private static Object view(Found found) {
            return found.anyCase() ? JsonViews.inAnyCase(found.value()) : JsonViews.of(found.value());
        }
    }
}
