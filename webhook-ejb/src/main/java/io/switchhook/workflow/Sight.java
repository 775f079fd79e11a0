package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.trigger.Criterion;
import io.switchhook.trigger.Outcome;
import io.switchhook.variable.RunNames;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the conditions of steps see: the names that templates see, and the event's own.
 *
 * @param names by which things are found
 * @param shown the same as people may see it
 */
public record Sight(EventRecord event, JsonObject names, JsonObject shown) {

    /**
     * The sight of a run.
     *
     * @param mask hides what people may not see
     */
    public static Sight of(EventRecord event, RunNames names, UnaryOperator<JsonObject> mask) {
        return new Sight(event, names.root(), names.root(mask));
    }

    /** Whether all of these hold. */
    boolean holds(List<Criterion> criteria) {
        EventRecord seen = with(names);
        return criteria.stream().allMatch(criterion -> criterion.matches(seen));
    }

    /** Why these do not hold: the first reason, and how many more there are; empty if they do. */
    Optional<String> refusal(List<Criterion> criteria) {
        if (criteria.isEmpty() || holds(criteria)) {
            return Optional.empty();
        }
        EventRecord seen = with(names);
        EventRecord masked = with(shown);
        List<Outcome> failed = criteria.stream()
                .map(criterion -> criterion.explain(seen, masked))
                .filter(outcome -> !outcome.matched())
                .toList();
        return Optional.of(
                failed.get(0).explanation() + (failed.size() == 1 ? "" : "; and " + (failed.size() - 1) + " more"));
    }

    private EventRecord with(JsonObject data) {
        return new EventRecord(
                event.id(),
                event.kind(),
                event.source(),
                event.topic(),
                event.subject(),
                event.time(),
                event.receivedAt(),
                event.correlationId(),
                data);
    }
}
