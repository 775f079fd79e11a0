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
 * <p>Holds of each trigger what an exact match can say: its topic, and {@code Equal} and {@code In} on plain member paths with
 * text, numbers, booleans or null. The rest is for {@link Trigger#matches} to decide. The machine takes fields in the order of
 * their names and drags along all triggers that fit so far; so the fields that tell most triggers apart are named first.
 * Immutable; may be read by many threads.
 */
public final class TriggerIndex {
    private static final int MAX_FIELDS = 32;

    private final List<Trigger> triggers;
    private final GenericMachine<Integer> machine =
            GenericMachine.<Integer>builder().build();
    private final FieldTree fields = new FieldTree();
    private final String topicField;

    private TriggerIndex(List<Trigger> triggers) {
        this.triggers = triggers;
        List<Optional<Map<List<String>, ExactValues>>> rules =
                triggers.stream().map(ExactValues::of).toList();
        Map<List<String>, String> names = FieldRanking.names(rules);
        names.forEach(fields::add);
        topicField = names.getOrDefault(ExactValues.TOPIC, "");
        for (int i = 0; i < rules.size(); i++) {
            int number = i;
            rules.get(i).ifPresent(rule -> machine.addPatternRule(number, patterns(rule, names)));
        }
    }

    /** An index of these triggers; disabled ones are left out. */
    public static TriggerIndex of(List<Trigger> triggers) {
        return new TriggerIndex(triggers.stream().filter(Trigger::enabled).toList());
    }

    /** Those that may match, in the order of definition: every one that {@link Trigger#matches}, and perhaps others. */
    public List<Trigger> candidates(EventRecord event) {
        TreeMap<String, String> found = new TreeMap<>();
        found.put(topicField, quoted(ExactValues.topicKey(event.topic())));
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

    /** The fields that tell most apart, and the topic in any case. */
    private static Map<String, List<Patterns>> patterns(
            Map<List<String>, ExactValues> rule, Map<List<String>, String> names) {
        TreeMap<String, List<Patterns>> patterns = new TreeMap<>();
        rule.forEach((path, values) -> patterns.put(
                names.get(path),
                values.keys().stream()
                        .<Patterns>map(key -> Patterns.exactMatch(quoted(key)))
                        .toList()));
        String topic = names.get(ExactValues.TOPIC);
        List<Patterns> topicPatterns = patterns.get(topic);
        while (patterns.size() > MAX_FIELDS) {
            patterns.pollLastEntry();
        }
        patterns.put(topic, topicPatterns);
        return patterns;
    }

    private static String quoted(String key) {
        return '"' + key + '"';
    }
}
