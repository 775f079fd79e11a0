package io.switchhook.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.jsonpath.FieldPath;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class TriggerIndexTest {
    private static final List<String> NAMES =
            List.of("a", "b", "a.b", "é", "😀", "c d", "0", "\"", "topic", "!", "f0", "");
    private static final List<String> TOPICS =
            List.of("x", "v2.{id}.acw", "\"x\"", "x\u0000", "ü😀", "v2.user.acw.end");
    private static final List<String> TOPIC_FORMS =
            List.of("*", "**", "v2.**", "v2.*.acw", "*.*.acw", "v2.{id}.*", "v2.*.acw.**", "x.**");

    /** The one law: the index may offer too many, never too few. */
    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void neverLosesATriggerThatMatches(
            @ForAll("triggers") List<Trigger> triggers, @ForAll("events") EventRecord event) {
        List<Trigger> matching =
                triggers.stream().filter(trigger -> trigger.matches(event)).toList();

        List<Trigger> candidates = TriggerIndex.of(triggers).candidates(event);

        assertThat(candidates).containsAll(matching);
        assertThat(candidates).isSubsetOf(triggers).doesNotHaveDuplicates();
        Statistics.collect(matching.isEmpty() ? "none matches" : "some match");
    }

    /** Aims at matches: the conditions are made from the event itself. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void findsTriggersMadeForTheEvent(@ForAll("events") EventRecord event, @ForAll("fillers") List<JsonValue> others) {
        List<Condition> conditions = new ArrayList<>();
        collect(event.data(), List.of(), others, conditions);
        List<Trigger> triggers = new ArrayList<>();
        for (int i = 0; i <= conditions.size(); i++) {
            triggers.add(TriggerTest.trigger(
                    "t" + i,
                    event.topic(),
                    Optional.empty(),
                    Optional.empty(),
                    conditions.subList(0, i).toArray(Condition[]::new)));
        }

        assertThat(triggers).allMatch(trigger -> trigger.matches(event));
        assertThat(TriggerIndex.of(triggers).candidates(event)).containsExactlyElementsOf(triggers);
    }

    private static void collect(
            JsonObject object, List<String> above, List<JsonValue> others, List<Condition> conditions) {
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            if (member.getKey().isEmpty() || member.getKey().contains("'") || conditions.size() > 40) {
                continue;
            }
            List<String> names = new ArrayList<>(above);
            names.add(member.getKey());
            FieldPath path = path(names);
            JsonArrayBuilder values = Json.createArrayBuilder();
            others.forEach(values::add);
            values.add(member.getValue());
            conditions.add(new Condition(new Place.InData(path), Operator.EQUAL, member.getValue()));
            conditions.add(new Condition(new Place.InData(path), Operator.IN, values.build()));
            if (member.getValue() instanceof JsonObject inner) {
                collect(inner, names, others, conditions);
            }
        }
    }

    @Test
    void narrowsByTopicTextNumbersAndLists() {
        Trigger text = trigger("text", "x", ConditionTest.condition("a.b", "Equal", "\"v\""));
        Trigger number = trigger("number", "x", ConditionTest.condition("n", "In", "[1, 2]"));
        Trigger other = trigger("other", "x", ConditionTest.condition("n", "Equal", "3"));
        Trigger topic = trigger("topic", "y");
        Trigger never = trigger(
                "never", "x", ConditionTest.condition("n", "Equal", "1"), ConditionTest.condition("n", "Equal", "2"));
        TriggerIndex index = TriggerIndex.of(List.of(text, number, other, topic, never));

        assertThat(index.candidates(TriggerTest.event(
                        "x",
                        ConditionTest.json("{\"a\":{\"b\":\"v\"},\"n\":1.0}").asJsonObject())))
                .containsExactly(text, number);
    }

    @Test
    void candidatesComeInTheOrderOfDefinition() {
        List<Trigger> triggers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            triggers.add(
                    i % 2 == 0
                            ? trigger("t" + i, "x")
                            : trigger("t" + i, "x", ConditionTest.condition("a", "Equal", "1")));
        }

        assertThat(TriggerIndex.of(triggers)
                        .candidates(TriggerTest.event(
                                "x", ConditionTest.json("{\"a\":1}").asJsonObject())))
                .containsExactlyElementsOf(triggers);
    }

    @Test
    void bigListsManyFieldsAndLongTextAreNoLoss() {
        String values = "[" + "\"v\",".repeat(10) + String.join(",", java.util.Collections.nCopies(1, "\"w\"")) + "]";
        StringBuilder many = new StringBuilder("[\"v0\"");
        for (int i = 1; i < 2000; i++) {
            many.append(",\"v").append(i).append('"');
        }
        List<Condition> fields = new ArrayList<>();
        JsonObjectBuilder data =
                Json.createObjectBuilder().add("v", "v1999").add("w", "w").add("long", "l".repeat(100_000));
        for (int i = 0; i < 100; i++) {
            fields.add(ConditionTest.condition("f" + i, "Equal", "\"" + i + "\""));
            data.add("f" + i, "" + i);
        }
        List<Trigger> triggers = List.of(
                trigger("list", "x", ConditionTest.condition("v", "In", many + "]")),
                trigger("repeated", "x", ConditionTest.condition("w", "In", values)),
                trigger("fields", "x", fields.toArray(Condition[]::new)),
                trigger("long", "x", ConditionTest.condition("long", "Equal", "\"" + "l".repeat(100_000) + "\"")));

        assertThat(TriggerIndex.of(triggers).candidates(TriggerTest.event("x", data.build())))
                .containsExactlyElementsOf(triggers);
    }

    private static Trigger trigger(String id, String topic, Criterion... conditions) {
        return TriggerTest.trigger(id, topic, Optional.empty(), Optional.empty(), conditions);
    }

    @Provide
    Arbitrary<List<Trigger>> triggers() {
        Arbitrary<String> topicNames =
                Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(TOPICS)), Tuple.of(2, Arbitraries.of(TOPIC_FORMS)));
        Arbitrary<Trigger> trigger = Combinators.combine(
                        topicNames,
                        criteria(2).list().ofMaxSize(4),
                        patterns().optional(0.3),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((topic, criteria, pattern, id) -> new Trigger(
                        "t" + id,
                        "name",
                        "",
                        TopicName.of(topic),
                        true,
                        criteria,
                        pattern,
                        "w",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        ""));
        return trigger.list().ofMinSize(1).ofMaxSize(12).uniqueElements(Trigger::id);
    }

    private static Arbitrary<Criterion> criteria(int depth) {
        Arbitrary<Criterion> condition = conditions().map(Criterion.class::cast);
        if (depth == 0) {
            return condition;
        }
        Arbitrary<Criterion> group = Combinators.combine(
                        Arbitraries.of(Group.Kind.class),
                        criteria(depth - 1).list().ofMinSize(1).ofMaxSize(3))
                .as((kind, parts) -> new Group(kind, kind == Group.Kind.NOT ? parts.subList(0, 1) : parts));
        return Arbitraries.frequencyOf(Tuple.of(4, condition), Tuple.of(1, group));
    }

    private static Arbitrary<Condition> conditions() {
        Arbitrary<Place> inData = Arbitraries.of(NAMES)
                .filter(name -> !name.isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(names -> new Place.InData(path(names)));
        Arbitrary<Place> place = Arbitraries.frequencyOf(
                Tuple.of(6, inData),
                Tuple.of(1, Arbitraries.of(Place.OfEvent.class).map(Place.class::cast)),
                Tuple.of(1, Arbitraries.of("$..a", "$.a[*]", "a[0]").map(Place::of)));
        Arbitrary<Condition> any = Combinators.combine(place, Arbitraries.of(Operator.class))
                .flatAs((at, operator) -> operands(operator).map(operand -> new Condition(at, operator, operand)));
        Arbitrary<Condition> exact =
                Combinators.combine(place, values(1)).as((at, value) -> new Condition(at, Operator.EQUAL, value));
        return Arbitraries.oneOf(any, exact);
    }

    private static Arbitrary<JsonValue> operands(Operator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, CONTAINS -> values(1);
            case IN, NOT_IN, ALL -> values(1).list().ofMaxSize(4).map(TriggerIndexTest::array);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL -> numbers();
            case SIZE -> Arbitraries.integers().between(0, 3).map(Json::createValue);
            case EXISTS -> Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE);
            case STARTS_WITH, ENDS_WITH, EQUALS_IGNORE_CASE ->
                Combinators.combine(texts(), Arbitraries.integers().between(0, 3))
                        .as((text, length) -> Json.createValue(text.substring(0, Math.min(length, text.length()))));
            case REGEX -> Arbitraries.of("", "x", "^[a-z]", "(?i)X$", "\\\\d").map(Json::createValue);
            case CIDR -> Arbitraries.of("10.0.0.0/8", "::/0", "0.0.0.0/0").map(Json::createValue);
            case BETWEEN ->
                Arbitraries.of("[0,100]", "[-1,-1]", "[\"1970-01-01T00:00:00Z\",\"2100-01-01T00:00:00Z\"]")
                        .map(text -> ConditionTest.json(text));
        };
    }

    private static Arbitrary<TriggerPattern> patterns() {
        Arbitrary<JsonValue> operator = Arbitraries.of(
                        "{\"prefix\":\"x\"}",
                        "{\"equals-ignore-case\":\"É\"}",
                        "{\"anything-but\":\"x\"}",
                        "{\"exists\":true}",
                        "{\"exists\":false}",
                        "{\"numeric\":[\">=\",1]}",
                        "{\"wildcard\":\"*x*\"}")
                .map(ConditionTest::json);
        Arbitrary<JsonValue> text = texts().map(Json::createValue);
        Arbitrary<JsonValue> leaf = Arbitraries.frequencyOf(
                        Tuple.of(4, text), Tuple.of(1, values(0)), Tuple.of(1, operator))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(TriggerIndexTest::array);
        Arbitrary<String> name = Arbitraries.of("a", "b", "é", "topic");
        Arbitrary<JsonValue> inner = Combinators.combine(name, leaf)
                .as((member, value) ->
                        Json.createObjectBuilder().add(member, value).build());
        Arbitrary<JsonObject> flat = Arbitraries.maps(
                        Arbitraries.of("a", "b", "é", "topic", "event"), Arbitraries.oneOf(leaf, inner))
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(TriggerIndexTest::object);
        Arbitrary<JsonObject> choice = Combinators.combine(flat, leaf, leaf)
                .as((members, one, other) -> Json.createObjectBuilder(members)
                        .add(
                                "$or",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder().add("0", one))
                                        .add(Json.createObjectBuilder().add("!", other)))
                        .build());
        return Arbitraries.frequencyOf(Tuple.of(3, flat), Tuple.of(1, choice)).map(TriggerPattern::of);
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        members.forEach(object::add);
        return object.build();
    }

    private static FieldPath path(List<String> names) {
        StringBuilder path = new StringBuilder("$");
        names.forEach(name -> path.append("['").append(name).append("']"));
        return FieldPath.of(path.toString());
    }

    private static JsonValue array(List<JsonValue> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array.build();
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                "x",
                "X",
                "y",
                "xyz",
                "1",
                "1.0",
                "true",
                "null",
                "",
                "\"",
                "é",
                "É",
                "e\u0301",
                "😀",
                "\ud83d",
                "*",
                "x\u0000",
                "\\",
                "10.1.2.3",
                "ΣΑΣ",
                "σας",
                "#");
    }

    private static Arbitrary<JsonValue> numbers() {
        return Arbitraries.of("1", "1.0", "0", "0.00", "-1", "1e2", "100", "9007199254740993", "1e400")
                .map(digits -> Json.createValue(new BigDecimal(digits)));
    }

    /** Few values, so that they meet; each in several spellings. */
    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> text = texts().map(Json::createValue);
        Arbitrary<JsonValue> number = numbers();
        Arbitrary<JsonValue> word = Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL);
        Arbitrary<JsonValue> scalar = Arbitraries.oneOf(text, text, number, number, word);
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<JsonValue> list = values(depth - 1).list().ofMaxSize(3).map(TriggerIndexTest::array);
        return Arbitraries.frequencyOf(
                Tuple.of(6, scalar),
                Tuple.of(1, list),
                Tuple.of(2, objects(depth - 1).map(object -> object)));
    }

    private static Arbitrary<JsonObject> objects(int depth) {
        return Arbitraries.maps(Arbitraries.of(NAMES), values(depth))
                .ofMaxSize(6)
                .map(members -> {
                    JsonObjectBuilder object = Json.createObjectBuilder();
                    members.forEach(object::add);
                    return object.build();
                });
    }

    @Provide
    Arbitrary<EventRecord> events() {
        return Combinators.combine(Arbitraries.of(TOPICS), objects(2)).as(TriggerTest::event);
    }

    @Provide
    Arbitrary<List<JsonValue>> fillers() {
        return values(0).list().ofMaxSize(3);
    }
}
