package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.event.ruler.GenericMachine;
import software.amazon.event.ruler.Patterns;

/**
 * Narrows the triggers that may fire for an event, so that the cost of an event does not grow with their number.
 *
 * <p>Holds of each trigger what an exact match can say: its topic, and {@code Equal} and {@code In} on plain member paths with
 * text, numbers, booleans or null. The rest is for {@link Trigger#matches} to decide. Immutable; may be read by many threads.
 */
public final class TriggerIndex {
    private static final String TOPIC = "!";
    private static final int MAX_FIELDS = 32;
    private static final int MAX_VALUES = 256;

    private final List<Trigger> triggers;
    private final GenericMachine<Integer> machine =
            GenericMachine.<Integer>builder().build();
    private final FieldTree fields = new FieldTree();

    private TriggerIndex(List<Trigger> triggers) {
        this.triggers = triggers;
        for (int i = 0; i < triggers.size(); i++) {
            add(i, triggers.get(i));
        }
    }

    /** An index of these triggers; disabled ones are left out. */
    public static TriggerIndex of(List<Trigger> triggers) {
        return new TriggerIndex(triggers.stream().filter(Trigger::enabled).toList());
    }

    /** Those that may match, in the order of definition: every one that {@link Trigger#matches}, and perhaps others. */
    public List<Trigger> candidates(EventRecord event) {
        TreeMap<String, String> found = new TreeMap<>();
        found.put(TOPIC, quoted(event.topic()));
        fields.collect(event.data(), (field, value) -> JsonEquality.key(value)
                .ifPresent(key -> found.put(field, quoted(key))));
        List<String> pairs = new ArrayList<>(found.size() * 2);
        found.forEach((field, value) -> {
            pairs.add(field);
            pairs.add(value);
        });
        return machine.rulesForEvent(pairs).stream()
                .distinct()
                .sorted()
                .map(triggers::get)
                .toList();
    }

    private void add(int number, Trigger trigger) {
        Map<String, List<Patterns>> rule = new HashMap<>();
        rule.put(TOPIC, List.of(Patterns.exactMatch(quoted(trigger.topicName()))));
        Map<List<String>, ExactValues> exact = new HashMap<>();
        for (Condition condition : trigger.matchCriteria()) {
            ExactValues.of(condition)
                    .ifPresent(values ->
                            exact.merge(condition.path().members().orElseThrow().names(), values, ExactValues::and));
        }
        for (Map.Entry<List<String>, ExactValues> field : exact.entrySet()) {
            List<String> keys = field.getValue().keys();
            if (keys.isEmpty()) {
                // nothing can be equal to all that is asked for: this trigger never fires
                return;
            }
            if (keys.size() <= MAX_VALUES && rule.size() <= MAX_FIELDS) {
                List<Patterns> patterns = new ArrayList<>();
                keys.forEach(key -> patterns.add(Patterns.exactMatch(quoted(key))));
                rule.put(fields.name(field.getKey()), patterns);
            }
        }
        machine.addPatternRule(number, rule);
    }

    private static String quoted(String key) {
        return '"' + key + '"';
    }
}
