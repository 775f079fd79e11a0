package io.switchhook.workflow;

import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run of a named data action.
 *
 * @param head what all steps have
 * @param action id of the data action
 * @param input what it is given; texts in it, at any depth, are Pebble templates
 * @param output variable name to JSONPath into the result
 */
public record DataActionStep(StepHead head, String action, JsonObject input, Map<String, String> output)
        implements Step {
    public DataActionStep {
        output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
    }
}
