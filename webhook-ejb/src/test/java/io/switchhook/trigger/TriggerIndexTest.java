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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

class TriggerIndexTest {
    private static final List<String> NAMES =
            List.of("a", "b", "a.b", "é", "😀", "c d", "0", "\"", "topic", "!", "f0", "");
    private static final List<String> TOPICS = List.of("x", "v2.{id}.acw", "\"x\"", "x\u0000", "ü😀");

    /** The one law: the index may offer too many, never too few. */
    @Property(tries = 1000)
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
    @Property(tries = 500)
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
            conditions.add(new Condition(path, Operator.EQUAL, member.getValue()));
            conditions.add(new Condition(path, Operator.IN, values.build()));
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

    private static Trigger trigger(String id, String topic, Condition... conditions) {
        return TriggerTest.trigger(id, topic, Optional.empty(), Optional.empty(), conditions);
    }

    @Provide
    Arbitrary<List<Trigger>> triggers() {
        Arbitrary<Trigger> trigger = Combinators.combine(
                        Arbitraries.of(TOPICS).edgeCases(edges -> edges.none()),
                        conditions().list().ofMaxSize(4),
                        Arbitraries.integers().between(0, 1_000_000))
                .as((topic, conditions, id) -> trigger("t" + id, topic, conditions.toArray(Condition[]::new)));
        return trigger.list().ofMinSize(1).ofMaxSize(12).uniqueElements(Trigger::id);
    }

    private static Arbitrary<Condition> conditions() {
        Arbitrary<FieldPath> path = Arbitraries.of(NAMES)
                .filter(name -> !name.isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .map(TriggerIndexTest::path);
        Arbitrary<Condition> equal =
                Combinators.combine(path, values(1)).as((at, value) -> new Condition(at, Operator.EQUAL, value));
        Arbitrary<Condition> in = Combinators.combine(path, values(1).list().ofMaxSize(4))
                .as((at, values) -> new Condition(at, Operator.IN, array(values)));
        Arbitrary<Condition> notEqual =
                Combinators.combine(path, values(1)).as((at, value) -> new Condition(at, Operator.NOT_EQUAL, value));
        Arbitrary<Condition> notIn = Combinators.combine(path, values(1).list().ofMaxSize(2))
                .as((at, values) -> new Condition(at, Operator.NOT_IN, array(values)));
        Arbitrary<Condition> contains =
                Combinators.combine(path, values(0)).as((at, value) -> new Condition(at, Operator.CONTAINS, value));
        Arbitrary<Condition> exists = Combinators.combine(path, Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE))
                .as((at, value) -> new Condition(at, Operator.EXISTS, value));
        Arbitrary<Condition> anywhere =
                values(0).map(value -> new Condition(FieldPath.of("$..a"), Operator.CONTAINS, value));
        return Arbitraries.oneOf(equal, equal, in, in, notEqual, notIn, contains, exists, anywhere);
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

    /** Few values, so that they meet; each in several spellings. */
    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> text = Arbitraries.of(
                        "x", "y", "1", "1.0", "true", "null", "", "\"", "é", "é", "😀", "\ud83d", "*", "x\u0000", "\\")
                .map(Json::createValue);
        Arbitrary<JsonValue> number = Arbitraries.of(
                        "1", "1.0", "0", "0.00", "-1", "1e2", "100", "9007199254740993", "1e400")
                .map(digits -> Json.createValue(new BigDecimal(digits)));
        Arbitrary<JsonValue> word = Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL);
        Arbitrary<JsonValue> scalar = Arbitraries.oneOf(text, text, number, number, word);
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<JsonValue> list = values(depth - 1).list().ofMaxSize(3).map(TriggerIndexTest::array);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, scalar),
                net.jqwik.api.Tuple.of(1, list),
                net.jqwik.api.Tuple.of(2, objects(depth - 1).map(object -> object)));
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
