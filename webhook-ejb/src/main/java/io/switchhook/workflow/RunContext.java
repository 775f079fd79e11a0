package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.variable.RunNames;
import jakarta.json.JsonObject;

/**
 * What a step may see of its run.
 *
 * @param runId id of the run
 * @param event the event that started it
 * @param variables the run's variables, outputs of earlier steps included
 * @param attempt number of this attempt, from 1
 * @param names what its templates and conditions may name; looked up once for this attempt
 */
public record RunContext(long runId, EventRecord event, JsonObject variables, int attempt, RunNames names) {

    /** Of a run that has nothing but its event and its variables. */
    public RunContext(long runId, EventRecord event, JsonObject variables, int attempt) {
        this(runId, event, variables, attempt, RunNames.of(event, variables));
    }
}
