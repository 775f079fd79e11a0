package io.switchhook.trigger;

import io.switchhook.linear.LinearPattern;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a condition does with the value found. Those of Genesys Cloud have its names and Jayway's meaning; the others, from
 * {@link #STARTS_WITH} on, are ours.
 */
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
    EXISTS("Exists", Operand.FLAG),

    /** Text that begins with the value, in the same case. */
    STARTS_WITH("StartsWith", Operand.TEXT),
    /** Text that ends with the value, in the same case. */
    ENDS_WITH("EndsWith", Operand.TEXT),
    /** The text in any case. */
    EQUALS_IGNORE_CASE("EqualsIgnoreCase", Operand.TEXT),
    /** Text in which the regular expression is found; {@code ^} and {@code $} tie it to the ends. RE2's syntax. */
    REGEX("Regex", Operand.REGEX),
    /** Text that is an IP address of the block; names are never looked up. */
    CIDR("Cidr", Operand.BLOCK),
    /** A number from the first to the second, or text that is a point in time from the first to the second, both included. */
    BETWEEN("Between", Operand.RANGE);

    private enum Operand {
        VALUE("value", "any JSON value"),
        NUMBER("value", "a number"),
        SIZE("value", "a whole number from 0 to 2147483647"),
        FLAG("value", "true or false"),
        TEXT("value", "text"),
        REGEX("value", "a regular expression in RE2's syntax, of at most " + LinearPattern.MAX_LENGTH + " characters"),
        BLOCK("value", "an address or a block such as 10.0.0.0/8 or fd00::/8"),
        VALUES("values", "a list"),
        RANGE("values", "a list of two numbers or of two ISO-8601 times with their offset, the lower one first");

        private final String member;
        private final String allowed;

        Operand(String member, String allowed) {
            this.member = member;
            this.allowed = allowed;
        }

        boolean accepts(JsonValue value) {
            return switch (this) {
                case VALUE -> true;
                case NUMBER -> value.getValueType() == ValueType.NUMBER;
                case SIZE -> value instanceof JsonNumber number && isSize(number);
                case FLAG -> value.getValueType() == ValueType.TRUE || value.getValueType() == ValueType.FALSE;
                case TEXT, REGEX, BLOCK -> value.getValueType() == ValueType.STRING;
                case VALUES, RANGE -> value.getValueType() == ValueType.ARRAY;
            };
        }

        private static boolean isSize(JsonNumber number) {
            try {
                return number.bigDecimalValue().intValueExact() >= 0;
            } catch (ArithmeticException notAnInteger) {
                return false;
            }
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

    /** Whether it holds where there is no value. */
    boolean holdsForNothing(JsonValue value) {
        return this == NOT_EQUAL || this == NOT_IN || (this == EXISTS && value.getValueType() == ValueType.FALSE);
    }

    /** @throws IllegalArgumentException if this cannot be the operand */
    ValueTest test(JsonValue value) {
        if (!operand.accepts(value)) {
            throw new IllegalArgumentException(text + " needs " + operand.allowed);
        }
        return switch (this) {
            case EQUAL -> ValueTests.equal(value);
            case NOT_EQUAL -> not(ValueTests.equal(value));
            case GREATER_THAN -> ValueTests.ordered(value, 1, 1);
            case GREATER_THAN_OR_EQUAL -> ValueTests.ordered(value, 0, 1);
            case LESS_THAN -> ValueTests.ordered(value, -1, -1);
            case LESS_THAN_OR_EQUAL -> ValueTests.ordered(value, -1, 0);
            case IN -> ValueTests.in(value);
            case NOT_IN -> not(ValueTests.in(value));
            case CONTAINS -> ValueTests.contains(value);
            case ALL -> ValueTests.all(value);
            case SIZE -> ValueTests.size(value);
            case EXISTS -> found -> value.getValueType() == ValueType.TRUE;
            case STARTS_WITH -> ValueTests.startsWith(value);
            case ENDS_WITH -> ValueTests.endsWith(value);
            case EQUALS_IGNORE_CASE -> ValueTests.equalsIgnoreCase(value);
            case REGEX -> ValueTests.regex(value);
            case CIDR -> ValueTests.cidr(value);
            case BETWEEN -> ValueTests.between(value);
        };
    }

    private static ValueTest not(ValueTest test) {
        return found -> !test.holds(found);
    }
}
