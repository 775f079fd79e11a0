package io.switchhook.trigger;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * What came of a condition on one event.
 *
 * @param condition the condition
 * @param found the value at its place, as people may see it; empty where there is none
 * @param matched whether it holds
 */
public record ConditionOutcome(Condition condition, Optional<JsonValue> found, boolean matched) implements Outcome {
    /** Stands for a value that people may not see. */
    public static final JsonValue HIDDEN = JsonText.provider().createValue("***");

    private static final int MAX_QUOTE = 200;
    private static final String LIST = ", which is a list";

    @Override
    public String explanation() {
        String asked = condition.place().text()
                + " "
                + condition.operator().text()
                + " "
                + quote(condition.operand().toString())
                + (matched ? " holds" : " does not hold");
        return asked
                + found.map(value -> ": found " + quote(value.toString()) + hint(value))
                        .orElseGet(() -> ": it is missing" + hint());
    }

    /** Why this value does not hold, where that is easily overlooked. */
    private String hint(JsonValue value) {
        if (matched || value.equals(HIDDEN)) {
            return "";
        }
        JsonValue wanted = condition.operand();
        return switch (condition.operator()) {
            case GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL ->
                value.getValueType() == JsonValue.ValueType.NUMBER ? "" : kind(value) + ", not a number";
            case STARTS_WITH, ENDS_WITH, EQUALS_IGNORE_CASE, REGEX ->
                value instanceof JsonString ? "" : kind(value) + ", not text";
            case CIDR -> value instanceof JsonString ? "" : kind(value) + ", not an address";
            case ALL -> kind(value).equals(LIST) ? "" : kind(value) + ", not a list";
            case EQUAL -> differs(value, wanted);
            case IN ->
                wanted.asJsonArray().stream()
                        .map(one -> differs(value, one))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse("");
            default -> "";
        };
    }

    private String hint() {
        boolean looksLikeOwn = condition.place() instanceof Place.InData
                && condition.place().text().startsWith(Place.OfEvent.PREFIX);
        return looksLikeOwn
                ? " in the data; of the event itself only event.topic, event.source, event.subject and event.time have a name"
                : "";
    }

    private static String differs(JsonValue found, JsonValue wanted) {
        if (found instanceof JsonString text && wanted instanceof JsonString other) {
            if (text.getString().equalsIgnoreCase(other.getString())) {
                return ", which differs in case";
            }
            return text.getString().strip().equals(other.getString().strip()) ? ", which differs in blanks" : "";
        }
        boolean sameLook = plain(found).equals(plain(wanted));
        if (sameLook && found.getValueType() != wanted.getValueType()) {
            return kind(found) + ", not " + kind(wanted).substring(", which is ".length());
        }
        return kind(found).equals(LIST) && !kind(wanted).equals(LIST)
                ? LIST + "; Contains asks about its elements"
                : "";
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    private static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> ", which is an object";
            case ARRAY -> LIST;
            case STRING -> ", which is text";
            case NUMBER -> ", which is a number";
            case TRUE, FALSE -> ", which is true or false";
            case NULL -> ", which is null";
        };
    }

    private static String quote(String text) {
        return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
    }
}
