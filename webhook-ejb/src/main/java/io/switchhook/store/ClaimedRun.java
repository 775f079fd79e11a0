package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.run.RunKind;
import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A run that this process works on.
 *
 * @param target id of the workflow or name of the subscriber
 * @param step index of the step to do
 * @param tries attempts of that step that counted so far
 * @param owner who holds the claim; empty for a delivery, which its subscriber holds
 */
public record ClaimedRun(
        long id,
        RunKind kind,
        String target,
        String line,
        int step,
        int tries,
        String owner,
        JsonObject variables,
        Instant createdAt,
        EventRecord event) {}
