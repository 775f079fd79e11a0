package io.switchhook.eventpattern;

import io.switchhook.eventpattern.Alternative.AnythingBut;
import io.switchhook.eventpattern.Alternative.Numeric;
import io.switchhook.eventpattern.Alternative.Numeric.Bound;
import io.switchhook.network.Cidr;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one element of a leaf. */
final class OperatorReader {
    private static final String IGNORE_CASE = "equals-ignore-case";
    private static final String OPERATORS =
            "prefix, suffix, " + IGNORE_CASE + ", wildcard, anything-but, numeric, exists, cidr";
    private static final String NUMERIC =
            "a list of one bound, such as [\">\", 0], or a lower bound and then an upper one";

    private OperatorReader() {}

    static Alternative alternative(JsonValue value, String path) {
        return switch (value.getValueType()) {
            case STRING -> new Alternative.Text(((JsonString) value).getString());
            case NUMBER -> new Alternative.Figure(((JsonNumber) value).bigDecimalValue());
            case TRUE, FALSE, NULL -> new Alternative.Word(value.getValueType());
            case OBJECT -> operator(value.asJsonObject(), path);
            case ARRAY -> throw new InvalidPattern(path, "a list", "text, a number, true, false, null or an operator");
        };
    }

    private static Alternative operator(JsonObject object, String path) {
        Map.Entry<String, JsonValue> only = only(object, path, OPERATORS);
        String at = path + "." + only.getKey();
        JsonValue operand = only.getValue();
        return switch (only.getKey()) {
            case "prefix", "suffix" ->
                operand instanceof JsonObject inner
                        ? end(only.getKey(), text(ignoringCase(inner, at), at + "." + IGNORE_CASE), true)
                        : end(only.getKey(), text(operand, at), false);
            case IGNORE_CASE -> new Alternative.EqualsIgnoreCase(text(operand, at));
            case "wildcard" -> new Alternative.Like(wildcard(operand, at));
            case "anything-but" -> anythingBut(operand, at);
            case "numeric" -> numeric(operand, at);
            case "exists" -> exists(operand, at);
            case "cidr" -> cidr(operand, at);
            default -> throw new InvalidPattern(path, "operator " + quoted(only.getKey()), OPERATORS);
        };
    }

    private static Map.Entry<String, JsonValue> only(JsonObject object, String path, String operators) {
        if (object.size() != 1) {
            throw new InvalidPattern(path, object.size() + " operators", "one of " + operators);
        }
        return object.entrySet().iterator().next();
    }

    private static JsonValue ignoringCase(JsonObject object, String path) {
        Map.Entry<String, JsonValue> only = only(object, path, IGNORE_CASE);
        if (!only.getKey().equals(IGNORE_CASE)) {
            throw new InvalidPattern(path, "operator " + quoted(only.getKey()), IGNORE_CASE + ", or text");
        }
        return only.getValue();
    }

    private static Alternative end(String operator, String text, boolean ignoreCase) {
        return operator.equals("prefix")
                ? new Alternative.Prefix(text, ignoreCase)
                : new Alternative.Suffix(text, ignoreCase);
    }

    private static Wildcard wildcard(JsonValue operand, String path) {
        String text = text(operand, path);
        try {
            return Wildcard.of(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidPattern(
                    path,
                    quoted(text) + " (" + malformed.getMessage() + ")",
                    "text with * for any run of characters, \\* and \\\\");
        }
    }

    private static AnythingBut anythingBut(JsonValue operand, String path) {
        if (operand instanceof JsonObject object) {
            String operators = "prefix, suffix, " + IGNORE_CASE + ", wildcard";
            Map.Entry<String, JsonValue> only = only(object, path, operators);
            String at = path + "." + only.getKey();
            List<Alternative> excluded = new ArrayList<>();
            for (JsonValue value : list(only.getValue(), at, "text, or a list of texts")) {
                excluded.add(
                        switch (only.getKey()) {
                            case "prefix", "suffix" -> end(only.getKey(), text(value, at), false);
                            case IGNORE_CASE -> new Alternative.EqualsIgnoreCase(text(value, at));
                            case "wildcard" -> new Alternative.Like(wildcard(value, at));
                            default -> throw new InvalidPattern(path, "operator " + quoted(only.getKey()), operators);
                        });
            }
            return new AnythingBut(excluded);
        }
        String allowed = "text or a number, or a list of texts or of numbers";
        List<JsonValue> values = list(operand, path, allowed);
        ValueType type = values.get(0).getValueType();
        boolean same = values.stream().allMatch(value -> value.getValueType() == type);
        if (!same || (type != ValueType.STRING && type != ValueType.NUMBER)) {
            throw new InvalidPattern(path, same ? PatternReader.kind(values.get(0)) : "a mixed list", allowed);
        }
        return new AnythingBut(
                values.stream().map(value -> alternative(value, path)).toList());
    }

    private static List<JsonValue> list(JsonValue operand, String path, String allowed) {
        if (!(operand instanceof JsonArray array)) {
            return List.of(operand);
        }
        if (array.isEmpty()) {
            throw new InvalidPattern(path, "an empty list", allowed);
        }
        return array;
    }

    private static Numeric numeric(JsonValue operand, String path) {
        List<JsonValue> terms = operand instanceof JsonArray array ? array : List.of();
        if (terms.size() == 2) {
            Bound bound = bound(terms, 0, path);
            return switch (sign(terms, 0, path)) {
                case "=" -> new Numeric(Optional.of(included(bound)), Optional.of(included(bound)));
                case ">", ">=" -> new Numeric(Optional.of(bound), Optional.empty());
                case "<", "<=" -> new Numeric(Optional.empty(), Optional.of(bound));
                default -> throw invalidNumeric(operand, path);
            };
        }
        if (terms.size() == 4
                && sign(terms, 0, path).startsWith(">")
                && sign(terms, 2, path).startsWith("<")) {
            return new Numeric(Optional.of(bound(terms, 0, path)), Optional.of(bound(terms, 2, path)));
        }
        throw invalidNumeric(operand, path);
    }

    private static String sign(List<JsonValue> terms, int at, String path) {
        if (terms.get(at) instanceof JsonString sign
                && List.of("=", "<", "<=", ">", ">=").contains(sign.getString())) {
            return sign.getString();
        }
        throw new InvalidPattern(path, terms.get(at).toString(), "= < <= > >=");
    }

    private static Bound bound(List<JsonValue> terms, int at, String path) {
        if (terms.get(at + 1) instanceof JsonNumber number) {
            return new Bound(number.bigDecimalValue(), sign(terms, at, path).endsWith("="));
        }
        throw new InvalidPattern(path, PatternReader.kind(terms.get(at + 1)), "a number behind " + terms.get(at));
    }

    private static Bound included(Bound bound) {
        return new Bound(bound.number(), true);
    }

    private static InvalidPattern invalidNumeric(JsonValue operand, String path) {
        return new InvalidPattern(path, operand.toString(), NUMERIC);
    }

    private static Alternative exists(JsonValue operand, String path) {
        return switch (operand.getValueType()) {
            case TRUE -> new Alternative.Exists(true);
            case FALSE -> Alternative.ABSENT;
            default -> throw new InvalidPattern(path, PatternReader.kind(operand), "true or false");
        };
    }

    private static Alternative cidr(JsonValue operand, String path) {
        String text = text(operand, path);
        try {
            return new Alternative.Address(Cidr.parse(text));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidPattern(path, quoted(text), "a block such as 10.0.0.0/8 or fd00::/8");
        }
    }

    private static String text(JsonValue value, String path) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new InvalidPattern(path, PatternReader.kind(value), "text");
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + '"';
    }
}
