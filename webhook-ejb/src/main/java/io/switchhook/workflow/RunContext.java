package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonObject;

/**
 * What a step may see of its run.
 *
 * @param runId id of the run
 * @param event the event that started it
 * @param variables the run's variables, outputs of earlier steps included
 * @param attempt number of this attempt, from 1
 */
public record RunContext(long runId, EventRecord event, JsonObject variables, int attempt) {}
