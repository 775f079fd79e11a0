package io.switchhook.definition;

import io.switchhook.trigger.Condition;
import io.switchhook.trigger.Criterion;
import io.switchhook.trigger.Group;
import io.switchhook.trigger.Operator;
import io.switchhook.trigger.Place;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads criteria: conditions, and groups of criteria. */
final class CriteriaParser {
    private static final int MAX_PATH = 1024;
    private static final String CRITERION = "{ jsonPath: …, operator: …, value: … }, or a group: all, any or not";

    private CriteriaParser() {}

    /** The criteria of a member that is a list of them or a single one; without those with problems. */
    static List<Criterion> parse(Members members, String name) {
        JsonValue written = members.value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
        List<Criterion> criteria = new ArrayList<>();
        if (written instanceof JsonObject) {
            members.members(name).flatMap(CriteriaParser::criterion).ifPresent(criteria::add);
        } else {
            members.objects(name).forEach(criterion -> criterion(criterion).ifPresent(criteria::add));
        }
        return criteria;
    }

    private static Optional<Criterion> criterion(Members members) {
        for (Group.Kind kind : Group.Kind.values()) {
            if (members.has(kind.text())) {
                return group(members, kind);
            }
        }
        return condition(members);
    }

    private static Optional<Criterion> group(Members members, Group.Kind kind) {
        JsonValue written = members.value(kind.text()).orElse(JsonValue.NULL);
        int size = written instanceof JsonArray list ? list.size() : written instanceof JsonObject ? 1 : 0;
        members.forget(Arrays.stream(Group.Kind.values())
                .filter(other -> other != kind)
                .map(Group.Kind::text)
                .toList());
        if (size == 0 || (kind == Group.Kind.NOT && size > 1)) {
            members.error(
                    kind.text(),
                    written instanceof JsonArray ? size + " criteria" : "no criterion",
                    kind == Group.Kind.NOT
                            ? "one criterion or group; several inside { all: … } or { any: … }"
                            : "a list of criteria");
            return Optional.empty();
        }
        List<Criterion> parts = parse(members, kind.text());
        members.end();
        return parts.size() == size ? Optional.of(new Group(kind, parts)) : Optional.empty();
    }

    private static Optional<Criterion> condition(Members criterion) {
        if (criterion.value("jsonPath").isEmpty() && criterion.value("operator").isEmpty()) {
            criterion.problems().add(criterion.path(), "no condition", CRITERION);
            return Optional.empty();
        }
        String path = criterion.requiredText("jsonPath", MAX_PATH);
        Optional<Place> place = path.isEmpty() ? Optional.empty() : place(criterion, path);
        if (criterion.value("operator").isEmpty()) {
            criterion.error("operator", "nothing", String.join(", ", Operator.names()));
        }
        Optional<Operator> operator =
                criterion.oneOf("operator", Operator.names()).flatMap(Operator::of);
        criterion.has("value");
        criterion.has("values");
        Optional<JsonValue> operand = operator.flatMap(known -> operand(criterion, known));
        criterion.end();
        return operand.flatMap(known -> condition(criterion, place, operator.orElseThrow(), known));
    }

    private static Optional<Place> place(Members criterion, String path) {
        try {
            return Optional.of(Place.of(path));
        } catch (IllegalArgumentException malformed) {
            criterion.error("jsonPath", Problems.quoted(path) + " (" + malformed.getMessage() + ")", "a JSONPath");
            return Optional.empty();
        }
    }

    private static Optional<JsonValue> operand(Members criterion, Operator operator) {
        String name = operator.member();
        String other = name.equals("value") ? "values" : "value";
        if (criterion.value(other).isPresent()) {
            criterion.error(other, other, name + " (operator " + operator.text() + ")");
            return Optional.empty();
        }
        if (!criterion.has(name)) {
            criterion.error(name, "nothing", operator.allowed() + " (operator " + operator.text() + ")");
            return Optional.empty();
        }
        return Optional.of(criterion.value(name).orElse(JsonValue.NULL));
    }

    /** Also where the place is unknown the operand is looked at, so that its author hears of both. */
    private static Optional<Criterion> condition(
            Members criterion, Optional<Place> place, Operator operator, JsonValue operand) {
        try {
            Condition condition = new Condition(place.orElse(Place.OfEvent.TOPIC), operator, operand);
            return place.map(known -> condition);
        } catch (IllegalArgumentException refused) {
            criterion.error(
                    operator.member(),
                    Problems.shortened(operand.toString()) + Problems.reason(refused),
                    operator.allowed() + " (operator " + operator.text() + ")");
            return Optional.empty();
        }
    }
}
