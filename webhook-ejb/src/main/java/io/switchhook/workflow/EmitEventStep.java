package io.switchhook.workflow;

import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Makes a new event. All are templates, of the data the texts in it.
 *
 * @param subject the run's where it is empty
 * @param data of the event
 * @param id by which two are one event, whichever runs they are of; where it is empty or renders empty, each run's is one of its own
 */
public record EmitEventStep(StepHead head, String topic, Optional<String> subject, JsonObject data, Optional<String> id)
        implements Step {}
