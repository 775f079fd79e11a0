package io.switchhook.trigger;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * One criterion of a trigger.
 *
 * <p>A member that is missing fails all operators but {@code NotEqual}, {@code NotIn} and {@code Exists false}; a value of another
 * type than the operator works on fails it. A path that fits several places ({@code $.things[*].x}) is looked at as the array
 * of what it finds, as in a filter of Jayway's: {@code Contains}, {@code All} and {@code Size} ask about its elements, and
 * {@code Exists} whether there are any. Immutable.
 */
public final class Condition implements Criterion {
    private final Place place;
    private final Operator operator;
    private final JsonValue operand;
    private final ValueTest test;

    /**
     * @param place where to look
     * @param operator what to do with what is found
     * @param operand {@code value} of the definition, or the array {@code values}
     * @throws IllegalArgumentException if the operator does not accept the operand; the message says why
     */
    public Condition(Place place, Operator operator, JsonValue operand) {
        this.place = requireNonNull(place, "place is null");
        this.operator = operator;
        this.operand = operand;
        this.test = operator.test(operand);
    }

    public Place place() {
        return place;
    }

    public Operator operator() {
        return operator;
    }

    public JsonValue operand() {
        return operand;
    }

    @Override
    public boolean matches(EventRecord event) {
        return holds(place.read(event));
    }

    @Override
    public ConditionOutcome explain(EventRecord event, EventRecord shown) {
        Optional<JsonValue> found = place.read(event);
        Optional<JsonValue> visible = found.map(value -> place.read(shown).orElse(ConditionOutcome.HIDDEN));
        return new ConditionOutcome(this, visible, holds(found));
    }

    private boolean holds(Optional<JsonValue> found) {
        if (found.isEmpty() || isNothing(found.get())) {
            return operator.holdsForNothing(operand);
        }
        return test.holds(found.get());
    }

    private boolean isNothing(JsonValue found) {
        return operator == Operator.EXISTS
                && !place.isDefinite()
                && found instanceof JsonArray array
                && array.isEmpty();
    }

    @Override
    public String toString() {
        return place.text() + " " + operator.text() + " " + operand;
    }
}
