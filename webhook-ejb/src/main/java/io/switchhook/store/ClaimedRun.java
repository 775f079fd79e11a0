package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.run.RunKind;
import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A run that this process works on.
 *
 * @param target id of the workflow or name of the subscriber
 * @param step position of the step to do
 * @param stepName its name; empty for a run that has not begun, and for a delivery
 * @param tries attempts of that step that counted so far
 * @param owner who holds the claim; empty for a delivery, which its subscriber holds
 */
public record ClaimedRun(
        long id,
        RunKind kind,
        String target,
        String line,
        int step,
        String stepName,
        int tries,
        String owner,
        JsonObject variables,
        Instant createdAt,
        EventRecord event) {

    /** The same run at a step as far as it has come with it. */
    public ClaimedRun at(int position, String name, int count) {
        return new ClaimedRun(id, kind, target, line, position, name, count, owner, variables, createdAt, event);
    }

    /** The same run with other variables. */
    public ClaimedRun with(JsonObject others) {
        return new ClaimedRun(id, kind, target, line, step, stepName, tries, owner, others, createdAt, event);
    }
}
