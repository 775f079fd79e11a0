package io.switchhook.trigger;

import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * What came of a condition on one event.
 *
 * @param condition the condition
 * @param found the value at its path; empty where there is none
 * @param matched whether it holds
 */
public record ConditionOutcome(Condition condition, Optional<JsonValue> found, boolean matched) {
    private static final int MAX_QUOTE = 200;

    /** One sentence for people: what was asked and what was found. */
    public String explanation() {
        String asked = condition.path().text()
                + " "
                + condition.operator().text()
                + " "
                + quote(condition.operand())
                + (matched ? " holds" : " does not hold");
        return asked + found.map(value -> ": found " + quote(value)).orElse(": it is missing");
    }

    private static String quote(JsonValue value) {
        String text = value.toString();
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
    }
}
