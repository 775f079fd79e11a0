package io.switchhook.dataaction.macro;

import io.switchhook.velocity.Tool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * {@code $math}: Velocity's MathTool without chance. Numbers may be given as text; what is none, and a division by zero, leaves the
 * call as it is written. Whole numbers stay whole where the operation allows it.
 */
final class Arithmetic implements Tool {
    private static final String METHODS =
            "add, sub, mul, div, idiv, mod, pow, max, min (two numbers), roundTo(places, number),"
                    + " abs, ceil, floor, round, toInteger, toDouble, toNumber (one number)";
    private static final int MAX_PLACES = 15;

    @Override
    public Object call(String method, List<Object> arguments) {
        if (arguments.size() == 1) {
            return one(method, arguments);
        }
        if (arguments.size() == 2) {
            return two(method, arguments);
        }
        throw Macros.unknown("math", method, arguments, METHODS);
    }

    private static Object one(String method, List<Object> arguments) {
        Number number = number(arguments.get(0));
        Double decimal = number == null ? null : number.doubleValue();
        return switch (method) {
            case "abs" ->
                decimal == null ? null : isWhole(number) ? (Object) Math.abs(number.longValue()) : Math.abs(decimal);
            case "ceil" -> decimal == null ? null : whole(Math.ceil(decimal));
            case "floor" -> decimal == null ? null : whole(Math.floor(decimal));
            case "round" ->
                decimal == null ? null : whole(Math.rint(decimal) == decimal ? decimal : Math.floor(decimal + 0.5));
            case "toInteger" ->
                decimal == null
                        ? null
                        : isWhole(number)
                                ? (Object) number
                                : whole(decimal < 0 ? Math.ceil(decimal) : Math.floor(decimal));
            case "toDouble" -> finite(decimal);
            case "toNumber" -> finite(number);
            default -> throw Macros.unknown("math", method, arguments, METHODS);
        };
    }

    private static Object two(String method, List<Object> arguments) {
        Number left = number(arguments.get(0));
        Number right = number(arguments.get(1));
        boolean none = left == null || right == null;
        boolean whole = !none && isWhole(left) && isWhole(right);
        double a = none ? 0 : left.doubleValue();
        double b = none ? 0 : right.doubleValue();
        Object result =
                switch (method) {
                    case "add" -> whole ? exact(left, right, '+') : (Object) (a + b);
                    case "sub" -> whole ? exact(left, right, '-') : (Object) (a - b);
                    case "mul" -> whole ? exact(left, right, '*') : (Object) (a * b);
                    case "div" -> b == 0 ? null : (Object) (a / b);
                    case "idiv" -> b == 0 ? null : whole((a / b) < 0 ? Math.ceil(a / b) : Math.floor(a / b));
                    case "mod" ->
                        b == 0 ? null : whole ? (Object) (left.longValue() % right.longValue()) : (Object) (a % b);
                    case "pow" ->
                        whole && b >= 0 && Math.abs(Math.pow(a, b)) < 1e15
                                ? whole(Math.pow(a, b))
                                : (Object) Math.pow(a, b);
                    case "max" -> a >= b ? left : right;
                    case "min" -> a <= b ? left : right;
                    case "roundTo" -> none ? null : rounded(right, left.intValue());
                    default -> throw Macros.unknown("math", method, arguments, METHODS);
                };
        return none ? null : finite(result);
    }

    private static Object exact(Number left, Number right, char operation) {
        long a = left.longValue();
        long b = right.longValue();
        try {
            return operation == '+'
                    ? Math.addExact(a, b)
                    : operation == '-' ? Math.subtractExact(a, b) : Math.multiplyExact(a, b);
        } catch (ArithmeticException tooLarge) {
            double x = a;
            return operation == '+' ? x + b : operation == '-' ? x - b : x * b;
        }
    }

    private static Object rounded(Number number, int places) {
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            return null;
        }
        return BigDecimal.valueOf(value)
                .setScale(Math.max(0, Math.min(MAX_PLACES, places)), RoundingMode.HALF_UP)
                .doubleValue();
    }

    private static Object whole(double value) {
        return Math.abs(value) < 9e18 ? (Object) (long) value : finite(value);
    }

    private static Object finite(Object value) {
        return value instanceof Double decimal && !Double.isFinite(decimal) ? null : value;
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    private static Number number(Object argument) {
        if (argument instanceof Number number) {
            return number instanceof Integer || number instanceof Long
                    ? number.longValue()
                    : (Number) number.doubleValue();
        }
        if (!(argument instanceof String text) || text.length() > 100) {
            return null;
        }
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException fraction) {
            try {
                return Double.parseDouble(text.strip());
            } catch (NumberFormatException none) {
                return null;
            }
        }
    }
}
