package io.switchhook.workflow;

import io.switchhook.retry.RetryOverrides;
import jakarta.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run of a named data action.
 *
 * @param name see {@link Step#name()}
 * @param action id of the data action
 * @param input what it is given; texts in it, at any depth, are Pebble templates
 * @param output variable name to JSONPath into the result
 * @param retry see {@link Step#retry()}
 */
public record DataActionStep(
        String name, String action, JsonObject input, Map<String, String> output, RetryOverrides retry)
        implements Step {
    public DataActionStep {
        output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
    }
}
