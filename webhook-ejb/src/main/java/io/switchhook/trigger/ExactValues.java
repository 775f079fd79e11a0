package io.switchhook.trigger;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a member must be, where a condition says so by listing it.
 *
 * @param keys {@link JsonEquality#key} of each value, without repetition
 */
record ExactValues(List<String> keys) {

    /** Of {@code Equal} and {@code In} on a plain member path with no objects or arrays; empty for all other conditions. */
    static Optional<ExactValues> of(Condition condition) {
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
