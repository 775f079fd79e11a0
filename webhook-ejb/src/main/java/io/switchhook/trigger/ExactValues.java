package io.switchhook.trigger;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a member must be, where a condition says so by listing it.
 *
 * @param keys {@link JsonEquality#key} of each value, without repetition
 */
record ExactValues(List<String> keys) {

    /** Stands for the topic where other fields have the path of a member. */
    static final List<String> TOPIC = List.of();

    private static final int MAX_VALUES = 256;

    /**
     * What a trigger says of its topic and, by path, of members; empty if that contradicts itself, so that it can never match.
     */
    static Optional<Map<List<String>, ExactValues>> of(Trigger trigger) {
        Map<List<String>, ExactValues> fields = new HashMap<>();
        fields.put(TOPIC, new ExactValues(List.of(topicKey(trigger.topicName()))));
        for (Condition condition : trigger.matchCriteria()) {
            of(condition)
                    .ifPresent(values -> fields.merge(
                            condition.path().members().orElseThrow().names(), values, ExactValues::and));
        }
        if (fields.values().stream().anyMatch(values -> values.keys().isEmpty())) {
            return Optional.empty();
        }
        fields.values().removeIf(values -> values.keys().size() > MAX_VALUES);
        return Optional.of(fields);
    }

    static String topicKey(String topic) {
        return JsonEquality.key(topic);
    }

    /** Of {@code Equal} and {@code In} on a plain member path with no objects or arrays; empty for all other conditions. */
    private static Optional<ExactValues> of(Condition condition) {
        if (condition.path().members().isEmpty()) {
            return Optional.empty();
        }
        return switch (condition.operator()) {
            case EQUAL -> of(List.of(condition.operand()));
            case IN -> of(condition.operand().asJsonArray());
            default -> Optional.empty();
        };
    }

    private static Optional<ExactValues> of(List<JsonValue> values) {
        List<String> keys = new ArrayList<>();
        for (JsonValue value : values) {
            Optional<String> key = JsonEquality.key(value);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            keys.add(key.get());
        }
        return Optional.of(new ExactValues(keys.stream().distinct().toList()));
    }

    /** What both allow. */
    ExactValues and(ExactValues other) {
        return new ExactValues(keys.stream().filter(other.keys::contains).toList());
    }
}
