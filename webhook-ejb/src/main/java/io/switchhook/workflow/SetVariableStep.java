package io.switchhook.workflow;

import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sets variables.
 *
 * @param head see {@link Step#head()}
 * @param scope whose variables
 * @param values by name, at least one; texts in them, at any depth, are Pebble templates
 */
public record SetVariableStep(StepHead head, Scope scope, Map<String, JsonValue> values) implements Step {
    public SetVariableStep {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Whose variable it is. */
    public enum Scope {
        /** The run's: gone when it ends. The default. */
        RUN,
        /** The subject's of the event: kept as long as events about it are. */
        SUBJECT,
        /** Everybody's. */
        GLOBAL
    }
}
