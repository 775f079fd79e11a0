package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.Patterns;

/**
 * Narrows the triggers that may fire for an event, so that the cost of an event does not grow with their number.
 *
 * <p>Holds of each trigger what {@link Demands} it has: its topic name, and what its conditions and the leaves of its pattern say of
 * single members. The rest is for {@link Trigger#matches} to decide. The machine takes fields in the order of
 * their names and drags along all triggers that fit so far; so the fields that tell most triggers apart are named first.
 * Immutable; may be read by many threads.
 */
public final class TriggerIndex {
    private static final int MAX_FIELDS = 32;

    private final List<Trigger> triggers;
    private final GenericMachine<Integer> machine =
            GenericMachine.<Integer>builder().build();
    private final IndexedEvent reading = new IndexedEvent();

    private TriggerIndex(List<Trigger> triggers) {
        this.triggers = triggers;
        List<Optional<Demands>> rules = triggers.stream().map(Demands::of).toList();
        Map<IndexField, String> names = FieldRanking.names(rules);
        names.forEach(reading::add);
        for (int i = 0; i < rules.size(); i++) {
            int number = i;
            reading.add(triggers.get(i).topicName());
            rules.get(i).ifPresent(rule -> machine.addPatternRule(number, patterns(rule, names)));
        }
    }

    /** An index of these triggers; disabled ones are left out. */
    public static TriggerIndex of(List<Trigger> triggers) {
        return new TriggerIndex(triggers.stream().filter(Trigger::enabled).toList());
    }

    /** An index of all these triggers: whether they may fire was decided elsewhere. */
    public static TriggerIndex ofActive(List<Trigger> triggers) {
        return new TriggerIndex(List.copyOf(triggers));
    }

    /** Those that may match, in the order of definition: every one that {@link Trigger#matches}, and perhaps others. */
    public List<Trigger> candidates(EventRecord event) {
        return machine.rulesForEvent(reading.pairs(event)).stream()
                .distinct()
                .sorted()
                .map(triggers::get)
                .toList();
    }

    /** The fields that tell most apart, and the topic in any case. */
    private static Map<String, List<Patterns>> patterns(Demands rule, Map<IndexField, String> names) {
        TreeMap<String, List<Patterns>> patterns = new TreeMap<>();
        rule.fields().forEach((field, keys) -> {
            List<Patterns> values = new ArrayList<>();
            keys.forEach(key -> values.add(key.pattern()));
            if (field.kind() == IndexField.Kind.THROUGH_LISTS) {
                values.add(IndexedEvent.MANY.pattern());
            }
            patterns.put(names.get(field), values);
        });
        String topic = names.get(IndexField.TOPIC_NAME);
        List<Patterns> topicPatterns = patterns.get(topic);
        while (patterns.size() > MAX_FIELDS) {
            patterns.pollLastEntry();
        }
        patterns.put(topic, topicPatterns);
        return patterns;
    }
}
