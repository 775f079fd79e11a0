package io.switchhook.template;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

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
        Map<String, Object> names = new HashMap<>();
        event.data().forEach((name, value) -> names.put(name, JsonViews.of(value)));
        variables.forEach((name, value) -> names.put(name, JsonViews.of(value)));
        names.put("event", JsonViews.of(event.toJson()));
        return Collections.unmodifiableMap(names);
    }
}
