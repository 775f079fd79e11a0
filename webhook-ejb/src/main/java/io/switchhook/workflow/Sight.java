package io.switchhook.workflow;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.trigger.Criterion;
import io.switchhook.trigger.Outcome;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the conditions of steps see: the names that templates see, variables over members of the data, and the event's own.
 *
 * @param names by which things are found
 * @param mask hides what people may not see
 */
public record Sight(EventRecord event, JsonObject names, UnaryOperator<JsonObject> mask) {

    /** The sight of a run. */
    public static Sight of(EventRecord event, JsonObject variables, UnaryOperator<JsonObject> mask) {
        JsonObject names = variables.isEmpty()
                ? event.data()
                : JsonText.object(event.data())
                        .addAll(JsonText.object(variables))
                        .build();
        return new Sight(event, names, mask);
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
        EventRecord shown = with(mask.apply(names));
        List<Outcome> failed = criteria.stream()
                .map(criterion -> criterion.explain(seen, shown))
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
