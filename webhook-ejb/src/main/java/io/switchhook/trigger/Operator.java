package io.switchhook.trigger;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a condition does with the value found. Those of Genesys Cloud have its names and Jayway's meaning; the others, from
 * {@link #STARTS_WITH} on, are ours.
 */
public enum Operator {
    /** The same JSON value: numbers by value, objects whatever the order of their members, text case-sensitively. */
    EQUAL("Equal", Operand.VALUE, ValueTests::equal),
    /** Everything that is not {@link #EQUAL}, a missing member too. */
    NOT_EQUAL("NotEqual", Operand.VALUE, operand -> not(ValueTests.equal(operand))),
    GREATER_THAN("GreaterThan", Operand.NUMBER, operand -> ValueTests.ordered(operand, 1, 1)),
    GREATER_THAN_OR_EQUAL("GreaterThanOrEqual", Operand.NUMBER, operand -> ValueTests.ordered(operand, 0, 1)),
    LESS_THAN("LessThan", Operand.NUMBER, operand -> ValueTests.ordered(operand, -1, -1)),
    LESS_THAN_OR_EQUAL("LessThanOrEqual", Operand.NUMBER, operand -> ValueTests.ordered(operand, -1, 0)),
    /** One of the list. */
    IN("In", Operand.VALUES, ValueTests::in),
    /** Everything that is not {@link #IN}, a missing member too. */
    NOT_IN("NotIn", Operand.VALUES, operand -> not(ValueTests.in(operand))),
    /** An array that holds the value, or text that holds it as a part. */
    CONTAINS("Contains", Operand.VALUE, ValueTests::contains),
    /** An array that holds every value of the list. */
    ALL("All", Operand.VALUES, ValueTests::all),
    /** An array of so many elements, or text of so many characters (UTF-16). */
    SIZE("Size", Operand.SIZE, ValueTests::size),
    /** Whether the member is there at all; {@code null} is there. */
    EXISTS("Exists", Operand.FLAG, operand -> found -> operand.getValueType() == ValueType.TRUE),

    /** Text that begins with the value, in the same case. */
    STARTS_WITH("StartsWith", Operand.TEXT, ValueTests::startsWith),
    /** Text that ends with the value, in the same case. */
    ENDS_WITH("EndsWith", Operand.TEXT, ValueTests::endsWith),
    /** The text in any case. */
    EQUALS_IGNORE_CASE("EqualsIgnoreCase", Operand.TEXT, ValueTests::equalsIgnoreCase),
    /** Text in which the regular expression is found; {@code ^} and {@code $} tie it to the ends. RE2's syntax. */
    REGEX("Regex", Operand.REGEX, ValueTests::regex),
    /** Text that is an IP address of the block; names are never looked up. */
    CIDR("Cidr", Operand.BLOCK, ValueTests::cidr),
    /** A number from the first to the second, or text that is a point in time from the first to the second, both included. */
    BETWEEN("Between", Operand.RANGE, ValueTests::between);

    private enum Operand {
        VALUE("value", "any JSON value"),
        NUMBER("value", "a number"),
        SIZE("value", "a whole number from 0 to 2147483647"),
        FLAG("value", "true or false"),
        TEXT("value", "text"),
        REGEX("value", "a regular expression in RE2's syntax, of at most " + ValueTests.MAX_REGEX + " characters"),
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
    private final Function<JsonValue, ValueTest> test;

    Operator(String text, Operand operand, Function<JsonValue, ValueTest> test) {
        this.text = text;
        this.operand = operand;
        this.test = test;
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
        return test.apply(value);
    }

    private static ValueTest not(ValueTest test) {
        return found -> !test.holds(found);
    }
}
