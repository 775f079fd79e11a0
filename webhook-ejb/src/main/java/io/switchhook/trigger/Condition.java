package io.switchhook.trigger;

import static java.util.Objects.requireNonNull;

import io.switchhook.jsonpath.FieldPath;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * One criterion of a trigger.
 *
 * <p>A member that is missing fails all operators but {@code NotEqual}, {@code NotIn} and {@code Exists false}; a value of another
 * type than the operator works on fails it. A path that fits several places ({@code $.things[*].x}) is looked at as the array
 * of what it finds, as in a filter of Jayway's: {@code Contains}, {@code All} and {@code Size} ask about its elements, and
 * {@code Exists} whether there are any.
 *
 * @param path where to look
 * @param operator what to do with what is found
 * @param operand {@code value} of the definition, or the array {@code values}
 */
public record Condition(FieldPath path, Operator operator, JsonValue operand) {

    /** @throws IllegalArgumentException if the operator does not accept the operand */
    public Condition {
        requireNonNull(path, "path is null");
        if (!operator.accepts(operand)) {
            throw new IllegalArgumentException(operator.text() + " needs " + operator.allowed());
        }
    }

    /** Whether it holds, and for what value. */
    public ConditionOutcome apply(JsonObject data) {
        Optional<JsonValue> found = path.read(data);
        return new ConditionOutcome(this, found, operator.holds(looksEmpty(found) ? Optional.empty() : found, operand));
    }

    private boolean looksEmpty(Optional<JsonValue> found) {
        return operator == Operator.EXISTS
                && !path.isDefinite()
                && found.orElse(null) instanceof JsonArray array
                && array.isEmpty();
    }
}
