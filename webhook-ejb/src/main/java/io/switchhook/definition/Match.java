package io.switchhook.definition;

import io.switchhook.trigger.Trigger;
import io.switchhook.workflow.Workflow;
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
}
