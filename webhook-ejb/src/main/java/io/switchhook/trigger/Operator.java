package io.switchhook.trigger;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a condition does with the value found; the names are those of Genesys Cloud, the meaning is Jayway's. */
public enum Operator {
    /** The same JSON value: numbers by value, objects whatever the order of their members, text case-sensitively. */
    EQUAL("Equal", Operand.VALUE),
    /** Everything that is not {@link #EQUAL}, a missing member too. */
    NOT_EQUAL("NotEqual", Operand.VALUE),
    GREATER_THAN("GreaterThan", Operand.NUMBER),
    GREATER_THAN_OR_EQUAL("GreaterThanOrEqual", Operand.NUMBER),
    LESS_THAN("LessThan", Operand.NUMBER),
    LESS_THAN_OR_EQUAL("LessThanOrEqual", Operand.NUMBER),
    /** One of the list. */
    IN("In", Operand.VALUES),
    /** Everything that is not {@link #IN}, a missing member too. */
    NOT_IN("NotIn", Operand.VALUES),
    /** An array that holds the value, or text that holds it as a part. */
    CONTAINS("Contains", Operand.VALUE),
    /** An array that holds every value of the list. */
    ALL("All", Operand.VALUES),
    /** An array of so many elements, or text of so many characters (UTF-16). */
    SIZE("Size", Operand.SIZE),
    /** Whether the member is there at all; {@code null} is there. */
    EXISTS("Exists", Operand.FLAG);

    private enum Operand {
        VALUE("value", "any JSON value"),
        NUMBER("value", "a number"),
        SIZE("value", "a whole number from 0 to 2147483647"),
        FLAG("value", "true or false"),
        VALUES("values", "a list");

        private final String member;
        private final String allowed;

        Operand(String member, String allowed) {
            this.member = member;
            this.allowed = allowed;
        }
    }

    private final String text;
    private final Operand operand;

    Operator(String text, Operand operand) {
        this.text = text;
        this.operand = operand;
    }

    /** The name in a definition, for example {@code NotEqual}. */
    public String text() {
        return text;
    }

    /** The member of a definition that holds the operand: {@code value} or {@code values}. */
    public String member() {
        return operand.member;
    }

    /** What the operand may be, for people. */
    public String allowed() {
        return operand.allowed;
    }

    /** Whether this can be the operand. */
    public boolean accepts(JsonValue value) {
        return switch (operand) {
            case VALUE -> true;
            case NUMBER -> value.getValueType() == ValueType.NUMBER;
            case SIZE -> value instanceof JsonNumber number && isSize(number);
            case FLAG -> value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
            case VALUES -> value.getValueType() == ValueType.ARRAY;
        };
    }

    private static boolean isSize(JsonNumber number) {
        try {
            return number.bigDecimalValue().intValueExact() >= 0;
        } catch (ArithmeticException notAnInteger) {
            return false;
        }
    }

    /** The operator of this name. */
    public static Optional<Operator> of(String text) {
        return Arrays.stream(values())
                .filter(operator -> operator.text.equals(text))
                .findFirst();
    }

    /** All names, in order. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Operator::text).toList();
    }

    boolean holds(Optional<JsonValue> found, JsonValue operand) {
        return switch (this) {
            case EQUAL -> found.isPresent() && JsonEquality.same(found.get(), operand);
            case NOT_EQUAL -> !EQUAL.holds(found, operand);
            case GREATER_THAN -> compared(found, operand, 1, 1);
            case GREATER_THAN_OR_EQUAL -> compared(found, operand, 0, 1);
            case LESS_THAN -> compared(found, operand, -1, -1);
            case LESS_THAN_OR_EQUAL -> compared(found, operand, -1, 0);
            case IN -> found.isPresent() && JsonEquality.holds(operand.asJsonArray(), found.get());
            case NOT_IN -> !IN.holds(found, operand);
            case CONTAINS -> found.isPresent() && contains(found.get(), operand);
            case ALL ->
                found.orElse(null) instanceof JsonArray array
                        && operand.asJsonArray().stream().allMatch(value -> JsonEquality.holds(array, value));
            case SIZE -> size(found.orElse(null)) == ((JsonNumber) operand).intValue();
            case EXISTS -> found.isPresent() == (operand.getValueType() == ValueType.TRUE);
        };
    }

    private static boolean compared(Optional<JsonValue> found, JsonValue operand, int least, int most) {
        if (found.orElse(null) instanceof JsonNumber number) {
            int order = Integer.signum(number.bigDecimalValue().compareTo(((JsonNumber) operand).bigDecimalValue()));
            return order >= least && order <= most;
        }
        return false;
    }

    private static boolean contains(JsonValue found, JsonValue part) {
        if (found instanceof JsonArray array) {
            return JsonEquality.holds(array, part);
        }
        return found instanceof JsonString text
                && part instanceof JsonString search
                && text.getString().contains(search.getString());
    }

    private static int size(JsonValue found) {
        if (found instanceof JsonArray array) {
            return array.size();
        }
        return found instanceof JsonString text ? text.getString().length() : -1;
    }
}
