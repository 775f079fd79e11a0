package io.switchhook.eventpattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/** Decides as the library does that AWS publishes, where that is what the language's description says. */
class EventPatternPropertyTest {
    private static final List<String> NAMES = List.of("a", "b");
    private static final List<String> TEXTS = List.of("x", "y", "xy", "X", "", "5", "é", "x*y");

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void decidesAsEventRuler(@ForAll("patterns") JsonObject pattern, @ForAll("events") JsonObject event)
            throws Exception {
        boolean matches = EventPattern.of(pattern).matches(event);

        assertThat(matches).isEqualTo(Ruler.matchesRule(event.toString(), pattern.toString()));
        Statistics.collect(matches);
    }

    /** Aims at matches: the pattern asks for what the event, or another one much like it, has. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void decidesAsEventRulerOnPatternsMadeFromEvents(
            @ForAll("events") JsonObject like, @ForAll("events") JsonObject event, @ForAll boolean same)
            throws Exception {
        JsonObject pattern = madeFrom(same ? event : like);
        if (pattern.isEmpty()) {
            return;
        }

        boolean matches = EventPattern.of(pattern).matches(event);

        assertThat(matches).isEqualTo(Ruler.matchesRule(event.toString(), pattern.toString()));
        Statistics.collect(matches);
    }

    private static JsonObject madeFrom(JsonObject event) {
        JsonObjectBuilder pattern = JsonText.object();
        event.forEach((name, value) -> {
            JsonValue first = value;
            while (first instanceof JsonArray array && !array.isEmpty()) {
                first = array.get(array.size() - 1);
            }
            if (first instanceof JsonObject inner) {
                JsonObject made = madeFrom(inner);
                if (!made.isEmpty()) {
                    pattern.add(name, made);
                }
            } else if (!(first instanceof JsonArray)) {
                pattern.add(name, JsonText.array().add(first));
            }
        });
        return pattern.build();
    }

    /** What is not an operator's operand of ours is none of theirs either. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void refusesWhatEventRulerRefuses(@ForAll("anything") JsonObject pattern) {
        boolean refused = JsonRuleCompiler.check(pattern.toString(), false) != null;

        boolean refusedHere;
        try {
            EventPattern.of(pattern);
            refusedHere = false;
        } catch (InvalidPattern invalid) {
            refusedHere = true;
        }

        assertThat(refusedHere).isEqualTo(refused);
        Statistics.collect(refused);
    }

    @Provide
    Arbitrary<JsonObject> patterns() {
        return fields(1, false);
    }

    @Provide
    Arbitrary<JsonObject> anything() {
        return fields(2, true);
    }

    /** {@code exists: false} stands only at the top, where no list decides in which element it is asked. */
    private static Arbitrary<JsonObject> fields(int depth, boolean odd) {
        Arbitrary<JsonValue> leaf = alternatives(depth == (odd ? 2 : 1), odd)
                .list()
                .ofMinSize(odd ? 0 : 1)
                .ofMaxSize(2)
                .map(EventPatternPropertyTest::array);
        Arbitrary<JsonValue> member = depth == 0
                ? leaf
                : Arbitraries.frequencyOf(
                        Tuple.of(3, leaf), Tuple.of(2, fields(depth - 1, odd).map(JsonValue.class::cast)));
        return Arbitraries.maps(Arbitraries.of(NAMES), member)
                .ofMinSize(odd ? 0 : 1)
                .ofMaxSize(2)
                .flatMap(members -> Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.just(object(members))), Tuple.of(1, choice(members, odd))));
    }

    /** An {@code $or} of members with names of their own, so that no path comes twice. */
    private static Arbitrary<JsonObject> choice(Map<String, JsonValue> members, boolean odd) {
        return Combinators.combine(alternatives(false, odd), alternatives(false, odd))
                .as((one, other) -> JsonText.object(object(members))
                        .add(
                                "$or",
                                JsonText.array()
                                        .add(JsonText.object().add("d", array(List.of(one))))
                                        .add(JsonText.object().add("e", array(List.of(other)))))
                        .build());
    }

    private static Arbitrary<JsonValue> alternatives(boolean absence, boolean odd) {
        Arbitrary<JsonValue> text = Arbitraries.of(TEXTS).map(JsonText.provider()::createValue);
        Arbitrary<JsonValue> number = Arbitraries.of("5", "5.0", "-1", "1e2", "0.5")
                .map(digits -> JsonText.provider().createValue(new BigDecimal(digits)));
        Arbitrary<JsonValue> word = Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL);
        Arbitrary<JsonValue> plain = Arbitraries.oneOf(text, number, word);
        Arbitrary<JsonValue> texts =
                Arbitraries.oneOf(text, text.list().ofMinSize(1).ofMaxSize(2).map(EventPatternPropertyTest::array));
        Arbitrary<JsonValue> filled = Arbitraries.of("x", "y", "xy").map(JsonText.provider()::createValue);
        Arbitrary<JsonValue> wildcard =
                Arbitraries.of("*", "x*", "*y", "x*y", "*x*", "x\\*y", "xy").map(JsonText.provider()::createValue);
        Arbitrary<JsonValue> numeric = Arbitraries.of(
                        "[\">\",0,\"<=\",5]", "[\"=\",5]", "[\"<\",5]", "[\">=\",5]", "[\">\",-2,\"<\",1]")
                .map(JsonText::readArray);
        Arbitrary<JsonValue> operators = Arbitraries.oneOf(
                operator("prefix", text),
                operator("suffix", text),
                operator("prefix", operator("equals-ignore-case", filled)),
                operator("suffix", operator("equals-ignore-case", filled)),
                operator("equals-ignore-case", text),
                operator("wildcard", wildcard),
                operator("anything-but", texts),
                operator("anything-but", number),
                operator("anything-but", operator("prefix", filled)),
                operator("anything-but", operator("suffix", filled)),
                operator("anything-but", operator("equals-ignore-case", texts)),
                operator("anything-but", operator("wildcard", wildcard)),
                operator("numeric", numeric),
                operator("exists", Arbitraries.just(JsonValue.TRUE)));
        Arbitrary<JsonValue> all = absence
                ? Arbitraries.frequencyOf(
                        Tuple.of(9, operators), Tuple.of(1, operator("exists", Arbitraries.just(JsonValue.FALSE))))
                : operators;
        Arbitrary<JsonValue> strange = Arbitraries.oneOf(
                operator("anything-but", plain),
                operator("prefix", plain),
                operator("exists", plain),
                operator("wildcard", text),
                operator("numeric", plain),
                operator("like", text),
                operator("anything-but", operator("numeric", numeric)));
        return odd ? Arbitraries.oneOf(plain, all, strange) : Arbitraries.oneOf(plain, plain, all);
    }

    private static Arbitrary<JsonValue> operator(String name, Arbitrary<JsonValue> operand) {
        return operand.map(value -> JsonText.object().add(name, value).build());
    }

    @Provide
    Arbitrary<JsonObject> events() {
        return objects(2);
    }

    private static Arbitrary<JsonValue> values(int depth) {
        Arbitrary<JsonValue> text = Arbitraries.of(TEXTS).map(JsonText.provider()::createValue);
        Arbitrary<JsonValue> number = Arbitraries.of("5", "5.00", "-1", "100", "0.5", "7")
                .map(digits -> JsonText.provider().createValue(new BigDecimal(digits)));
        Arbitrary<JsonValue> word = Arbitraries.of(JsonValue.TRUE, JsonValue.FALSE, JsonValue.NULL);
        Arbitrary<JsonValue> scalar = Arbitraries.oneOf(text, text, number, word);
        if (depth == 0) {
            return scalar;
        }
        Arbitrary<JsonValue> list = values(depth - 1).list().ofMaxSize(3).map(EventPatternPropertyTest::array);
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalar),
                Tuple.of(2, list),
                Tuple.of(3, objects(depth - 1).map(JsonValue.class::cast)));
    }

    private static Arbitrary<JsonObject> objects(int depth) {
        return Arbitraries.maps(Arbitraries.of("a", "b", "d", "e"), values(depth))
                .ofMinSize(2)
                .ofMaxSize(4)
                .map(EventPatternPropertyTest::object);
    }

    private static JsonValue array(List<JsonValue> values) {
        JsonArrayBuilder array = JsonText.array();
        values.forEach(array::add);
        return array.build();
    }

    private static JsonObject object(Map<String, JsonValue> members) {
        JsonObjectBuilder object = JsonText.object();
        members.forEach(object::add);
        return object.build();
    }
}
