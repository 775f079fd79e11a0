package io.switchhook.trigger;

import io.switchhook.linear.LinearPattern;
import io.switchhook.network.Cidr;
import io.switchhook.network.IpLiteral;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Predicate;

/** What each operator does; a value of a type it does not work on fails it. */
final class ValueTests {
    private ValueTests() {}

    static ValueTest equal(JsonValue operand) {
        return found -> JsonEquality.same(found, operand);
    }

    static ValueTest in(JsonValue operand) {
        JsonArray values = operand.asJsonArray();
        return found -> JsonEquality.holds(values, found);
    }

    /** @param least smallest result of the comparison with the operand, -1 to 1; {@code most} the largest */
    static ValueTest ordered(JsonValue operand, int least, int most) {
        BigDecimal bound = ((JsonNumber) operand).bigDecimalValue();
        return found -> {
            if (found instanceof JsonNumber number) {
                int order = Integer.signum(number.bigDecimalValue().compareTo(bound));
                return order >= least && order <= most;
            }
            return false;
        };
    }

    static ValueTest contains(JsonValue operand) {
        return found -> {
            if (found instanceof JsonArray array) {
                return JsonEquality.holds(array, operand);
            }
            return found instanceof JsonString text
                    && operand instanceof JsonString part
                    && text.getString().contains(part.getString());
        };
    }

    static ValueTest all(JsonValue operand) {
        JsonArray values = operand.asJsonArray();
        return found ->
                found instanceof JsonArray array && values.stream().allMatch(value -> JsonEquality.holds(array, value));
    }

    static ValueTest size(JsonValue operand) {
        int size = ((JsonNumber) operand).intValue();
        return found -> found instanceof JsonArray array
                ? array.size() == size
                : found instanceof JsonString text && text.getString().length() == size;
    }

    static ValueTest startsWith(JsonValue operand) {
        String prefix = ((JsonString) operand).getString();
        return text(found -> found.startsWith(prefix));
    }

    static ValueTest endsWith(JsonValue operand) {
        String suffix = ((JsonString) operand).getString();
        return text(found -> found.endsWith(suffix));
    }

    static ValueTest equalsIgnoreCase(JsonValue operand) {
        String wanted = ((JsonString) operand).getString();
        return text(wanted::equalsIgnoreCase);
    }

    /** @throws IllegalArgumentException if it is no expression of RE2's, or a too large one */
    static ValueTest regex(JsonValue operand) {
        LinearPattern pattern = LinearPattern.of(((JsonString) operand).getString());
        return text(pattern::finds);
    }

    /** @throws IllegalArgumentException if it is no block */
    static ValueTest cidr(JsonValue operand) {
        Cidr block = Cidr.parse(((JsonString) operand).getString());
        return text(found -> IpLiteral.parse(found).map(block::contains).orElse(false));
    }

    /** @throws IllegalArgumentException if these are no bounds */
    static ValueTest between(JsonValue operand) {
        JsonArray bounds = operand.asJsonArray();
        if (bounds.size() != 2) {
            throw new IllegalArgumentException(bounds.size() + " values");
        }
        JsonValue lower = bounds.get(0);
        JsonValue upper = bounds.get(1);
        if (lower instanceof JsonNumber from && upper instanceof JsonNumber to) {
            inOrder(from.bigDecimalValue(), to.bigDecimalValue());
            ValueTest above = ordered(from, 0, 1);
            ValueTest below = ordered(to, -1, 0);
            return found -> above.holds(found) && below.holds(found);
        }
        Optional<Instant> from = time(lower);
        Optional<Instant> to = time(upper);
        if (from.isEmpty() || to.isEmpty()) {
            throw new IllegalArgumentException("neither two numbers nor two times");
        }
        inOrder(from.get(), to.get());
        return found -> time(found)
                .map(time -> !time.isBefore(from.get()) && !time.isAfter(to.get()))
                .orElse(false);
    }

    private static <T extends Comparable<T>> void inOrder(T lower, T upper) {
        if (lower.compareTo(upper) > 0) {
            throw new IllegalArgumentException("the first is above the second");
        }
    }

    private static Optional<Instant> time(JsonValue value) {
        try {
            return value instanceof JsonString text
                    ? Optional.of(OffsetDateTime.parse(text.getString()).toInstant())
                    : Optional.empty();
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static ValueTest text(Predicate<String> test) {
        return found -> found instanceof JsonString text && test.test(text.getString());
    }
}
