package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.trigger.RateLimit;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the definitions in force say; asked for every event and every step, so a change of definitions counts at once. */
public interface Rules {

    /**
     * The workflows that an event starts.
     *
     * @throws NotReady if the definitions could not be read yet
     */
    List<Start> starts(EventRecord event, Instant now);

    /**
     * A workflow by id; empty when it is not defined any more.
     *
     * @throws NotReady if the definitions could not be read yet
     */
    Optional<Workflow> workflow(String id);

    /**
     * The waits of workflows that the event ends.
     *
     * @throws NotReady if the definitions could not be read yet
     */
    Set<Awaited> awaited(EventRecord event);

    /**
     * A workflow to be started.
     *
     * @param trigger id of the trigger that fired
     * @param triggerVersion which content it had, see {@link Workflow#version()}
     * @param delay from now until it may start
     * @param variables what the run begins with: those of the workflow, over what the trigger hands it
     * @param rateLimit how many runs the trigger may start
     */
    record Start(
            String trigger,
            String triggerVersion,
            Workflow workflow,
            Duration delay,
            JsonObject variables,
            Optional<RateLimit> rateLimit) {

        /** One of a trigger that may start any number. */
        public Start(String trigger, String triggerVersion, Workflow workflow, Duration delay, JsonObject variables) {
            this(trigger, triggerVersion, workflow, delay, variables, Optional.empty());
        }

        /** A workflow that is handed nothing but the event. */
        public Start(String trigger, Workflow workflow, Duration delay) {
            this(trigger, "", workflow, delay, workflow.variables());
        }
    }
}
