package io.switchhook.trial;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.definition.TriggerState;
import io.switchhook.trigger.TriggerExplanation;
import java.util.List;

/**
 * What came of trying triggers on an event.
 *
 * @param event the event, as people may see it
 * @param matched the triggers that match, in the order of definition
 * @param unmatched those about its topic that do not
 * @param omitted how many more do not match
 */
public record Trial(EventRecord event, List<Tried> matched, List<Tried> unmatched, int omitted) {
    public Trial {
        matched = List.copyOf(matched);
        unmatched = List.copyOf(unmatched);
    }

    /**
     * What came of trying one trigger.
     *
     * @param state the trigger and whether it can fire
     * @param explanation why it matches or not
     */
    public record Tried(TriggerState state, TriggerExplanation explanation) {}

    /**
     * What came of trying one trigger.
     *
     * @param event the event, as people may see it
     */
    public record OfOne(EventRecord event, Tried tried) {}
}
