package io.switchhook.trigger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.api.wire.EventRecord;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {

    static JsonValue json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    static Condition condition(String path, String operator, String operand) {
        return new Condition(Place.of(path), Operator.of(operator).orElseThrow(), json(operand));
    }

    static EventRecord event(String data) {
        return TriggerTest.event("x", json(data).asJsonObject());
    }

    @ParameterizedTest(name = "{0} {1} {2} on {3}: {4}")
    @CsvFileSource(resources = "/conditions.txt", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String path, String operator, String operand, String data, boolean matches) {
        ConditionOutcome outcome = condition(path, operator, operand).explain(event(data), event(data));

        assertThat(outcome.matched()).isEqualTo(matches);
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void aMissingMemberFailsAllButNotEqualNotInAndExistsFalse(Operator operator) {
        JsonValue operand =
                switch (operator) {
                    case IN, NOT_IN, ALL -> json("[1]");
                    case EXISTS -> JsonValue.FALSE;
                    case STARTS_WITH, ENDS_WITH, EQUALS_IGNORE_CASE, REGEX -> json("\"\"");
                    case CIDR -> json("\"::/0\"");
                    case BETWEEN -> json("[0,0]");
                    default -> json("1");
                };

        boolean matched = new Condition(Place.of("a.b"), operator, operand).matches(event("{\"a\":{}}"));

        assertThat(matched)
                .isEqualTo(
                        operator == Operator.NOT_EQUAL || operator == Operator.NOT_IN || operator == Operator.EXISTS);
    }

    @Test
    void numbersOfAbsurdSizeAreComparedAtOnce() {
        assertTimeoutPreemptively(ofSeconds(5), () -> {
            var data = event("{\"n\":1e999999999,\"m\":1e-999999999}");
            assertThat(condition("n", "GreaterThan", "9007199254740993").matches(data))
                    .isTrue();
            assertThat(condition("n", "Equal", "10e999999998").matches(data)).isTrue();
            assertThat(condition("m", "LessThan", "1").matches(data)).isTrue();
            assertThat(condition("n", "In", "[1e999999998, 1]").matches(data)).isFalse();
            assertThat(condition("n", "Size", "1").matches(data)).isFalse();
            assertThat(condition("$[?(@.x > 1)]", "Exists", "false").matches(data))
                    .isTrue();
        });
    }

    @Test
    void anOutcomeSaysWhatWasFound() {
        var data = event("{\"mediaType\":\"VOICE\"}");

        assertThat(condition("mediaType", "Equal", "\"MESSAGE\"")
                        .explain(data, data)
                        .explanation())
                .isEqualTo("mediaType Equal \"MESSAGE\" does not hold: found \"VOICE\"");
        assertThat(condition("queueId", "In", "[\"a\"]").explain(data, data).explanation())
                .isEqualTo("queueId In [\"a\"] does not hold: it is missing");
        assertThat(condition("mediaType", "Exists", "true").explain(data, data).explanation())
                .isEqualTo("mediaType Exists true holds: found \"VOICE\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GreaterThan; \"1\"",
                "LessThan; null",
                "In; 1",
                "NotIn; {}",
                "All; \"x\"",
                "Size; 1.5",
                "Size; -1",
                "Size; 1e999999999",
                "Exists; 1",
                "Exists; null",
                "StartsWith; 1",
                "EndsWith; null",
                "EqualsIgnoreCase; [\"x\"]",
                "Regex; 1",
                "Cidr; 10",
                "Between; 1"
            })
    void operandsThatMakeNoSenseAreRefused(String operator, String operand) {
        assertThatThrownBy(() -> condition("a", operator, operand))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(operator);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Regex; \"(\"; missing closing",
                "Regex; \"(?=x)\"; invalid",
                "Regex; \"(a)\\\\1\"; invalid escape",
                "Regex; \"((a{999}){999}){999}\"; expand",
                "Cidr; \"10.0.0.0/33\"; 10.0.0.0/33",
                "Cidr; \"example.com\"; example.com",
                "Between; [1]; 1 values",
                "Between; [1,2,3]; 3 values",
                "Between; [2,1]; the first is above",
                "Between; [\"a\",\"b\"]; neither",
                "Between; [1,\"2026-03-14T00:00:00Z\"]; neither",
                "Between; [\"2026-03-14T00:00:00\",\"2026-03-15T00:00:00\"]; neither"
            })
    void operandsOfTheRightTypeAreLookedAt(String operator, String operand, String why) {
        assertThatThrownBy(() -> condition("a", operator, operand))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aRegularExpressionTakesNoLongerThanReadingTheText() {
        EventRecord event = event("{\"a\":\"" + "a".repeat(100_000) + "\"}");

        assertTimeoutPreemptively(ofSeconds(10), () -> assertThat(
                        condition("a", "Regex", "\"(a+)+(a|aa)*b$\"").matches(event))
                .isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a|Equal|\"MESSAGE\"|{\"a\":\"message\"}|found \"message\", which differs in case",
                "a|Equal|\"x\"|{\"a\":\"x \"}|found \"x \", which differs in blanks",
                "a|Equal|1|{\"a\":\"1\"}|found \"1\", which is text, not a number",
                "a|Equal|\"true\"|{\"a\":true}|found true, which is true or false, not text",
                "a|Equal|\"x\"|{\"a\":[\"x\"]}|found [\"x\"], which is a list; Contains asks about its elements",
                "a|In|[\"y\",\"x\"]|{\"a\":\"X\"}|found \"X\", which differs in case",
                "a|GreaterThan|5|{\"a\":\"6\"}|found \"6\", which is text, not a number",
                "a|Regex|\"x\"|{\"a\":null}|found null, which is null, not text",
                "event.id|Equal|\"x\"|{}|it is missing in the data; of the event itself only event.topic, event.source, event.subject and event.time have a name"
            })
    void saysWhyNot(String path, String operator, String operand, String data, String why) {
        EventRecord event = event(data);

        assertThat(condition(path, operator, operand).explain(event, event).explanation())
                .endsWith(" does not hold: " + why);
    }

    @Test
    void showsOfWhatItFoundOnlyWhatPeopleMaySee() {
        EventRecord event = event("{\"who\":{\"email\":\"kim@example.com\"}}");
        EventRecord masked = event("{\"who\":{\"email\":\"***\"}}");
        EventRecord hidden = event("{\"who\":\"***\"}");
        Condition condition = condition("who.email", "EndsWith", "\"@example.org\"");

        assertThat(condition.explain(event, masked).explanation()).endsWith("does not hold: found \"***\"");
        assertThat(condition.explain(event, hidden).explanation()).endsWith("does not hold: found \"***\"");
        assertThat(condition("who.email", "Size", "15").explain(event, hidden).matched())
                .isTrue();
    }
}
