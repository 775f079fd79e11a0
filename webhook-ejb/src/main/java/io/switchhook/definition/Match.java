package io.switchhook.definition;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.Workflow;
import jakarta.json.JsonObject;
import java.time.Duration;

/**
 * A trigger that fires for an event.
 *
 * @param trigger the trigger
 * @param workflow what it starts
 */
public record Match(Trigger trigger, Workflow workflow) {

    /** From now until the workflow may start. */
    public Duration delay() {
        return trigger.delay().orElse(Duration.ZERO);
    }

    /** What the run begins with: the workflow's variables, over what the trigger hands it of the event. */
    public JsonObject variables(EventRecord event) {
        JsonObject handed = trigger.variables(event);
        return handed.isEmpty()
                ? workflow.variables()
                : JsonText.object(handed)
                        .addAll(JsonText.object(workflow.variables()))
                        .build();
    }
}
