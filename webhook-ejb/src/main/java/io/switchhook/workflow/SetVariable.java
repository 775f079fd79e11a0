package io.switchhook.workflow;

import io.switchhook.workflow.SetVariableStep.Scope;
import jakarta.json.JsonValue;

/**
 * A variable that outlives the run is set; who sets it last wins.
 *
 * @param scope not that of a run
 * @param step name of the step that sets it
 */
public record SetVariable(Scope scope, String name, JsonValue value, String step) implements Write {
    /** @throws IllegalArgumentException if it is a variable of the run */
    public SetVariable {
        if (scope == Scope.RUN) {
            throw new IllegalArgumentException("a variable of the run is written with the run");
        }
    }
}
