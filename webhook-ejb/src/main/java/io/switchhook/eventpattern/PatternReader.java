package io.switchhook.eventpattern;

import io.switchhook.eventpattern.Node.Fields;
import io.switchhook.eventpattern.Node.Leaf;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.RuleCompiler;

/** Reads a pattern; event-ruler, the language's own compiler, has the last word on whether it is one. */
final class PatternReader {
    private static final String OR = "$or";

    /** Names of operators: an {@code $or} with one of them as the name of a member is a member like others. */
    private static final Set<String> RESERVED = Set.of(
            "exactly",
            "equals-ignore-case",
            "prefix",
            "suffix",
            "anything-but",
            "exists",
            "wildcard",
            "numeric",
            "cidr",
            "=",
            "<",
            "<=",
            ">",
            ">=",
            "regex",
            "not-wildcard",
            "not-equals-ignore-case",
            "date-after",
            "date-on-or-after",
            "date-before",
            "date-on-or-before",
            "in-date-range",
            "ip-address-in-range",
            "ip-address-not-in-range");

    private PatternReader() {}

    /** @throws InvalidPattern at the first thing wrong */
    static Fields read(JsonObject pattern) {
        Fields fields = fields(pattern, "");
        String text = pattern.toString();
        String objection = JsonRuleCompiler.check(text, false);
        if (objection != null && RuleCompiler.check(text, false) != null) {
            throw new InvalidPattern("", "what EventBridge refuses (" + firstLine(objection) + ")", "an event pattern");
        }
        return fields;
    }

    private static Fields fields(JsonObject object, String path) {
        if (object.isEmpty()) {
            throw new InvalidPattern(path, "an empty object", "an object with members");
        }
        Fields fields = Fields.NONE;
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            String name = member.getKey();
            String at = path.isEmpty() ? name : path + "." + name;
            JsonValue value = member.getValue();
            if (name.equals(OR) && isChoice(value)) {
                fields = fields.with(choice(value.asJsonArray(), at));
            } else if (value instanceof JsonObject inner) {
                fields = fields.with(name, fields(inner, at));
            } else if (value instanceof JsonArray leaf) {
                fields = fields.with(name, leaf(leaf, at));
            } else {
                throw new InvalidPattern(at, kind(value), "a list of what may stand there, or an object");
            }
        }
        return fields;
    }

    private static List<Fields> choice(JsonArray objects, String path) {
        List<Fields> choice = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            choice.add(fields(objects.getJsonObject(i), path + "[" + i + "]"));
        }
        return choice;
    }

    /** Two objects at least, none of which could be an operator. */
    private static boolean isChoice(JsonValue value) {
        return value instanceof JsonArray array
                && array.size() > 1
                && array.stream().allMatch(JsonObject.class::isInstance)
                && array.stream().noneMatch(object -> namesAnOperator(object.asJsonObject()));
    }

    private static boolean namesAnOperator(JsonObject object) {
        return object.entrySet().stream()
                .anyMatch(member -> RESERVED.contains(member.getKey())
                        || (member.getValue() instanceof JsonObject inner && namesAnOperator(inner)));
    }

    private static Leaf leaf(JsonArray wanted, String path) {
        if (wanted.isEmpty()) {
            throw new InvalidPattern(path, "an empty list", "a list of what may stand there");
        }
        List<Alternative> alternatives = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            alternatives.add(OperatorReader.alternative(wanted.get(i), path + "[" + i + "]"));
        }
        return new Leaf(wanted, alternatives);
    }

    static String kind(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "a list";
            case STRING -> "text";
            case NUMBER -> "a number";
            case TRUE -> "true";
            case FALSE -> "false";
            case NULL -> "null";
        };
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
