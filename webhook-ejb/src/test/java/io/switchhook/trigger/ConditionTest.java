package io.switchhook.trigger;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.jsonpath.FieldPath;
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
        return new Condition(FieldPath.of(path), Operator.of(operator).orElseThrow(), json(operand));
    }

    @ParameterizedTest(name = "{0} {1} {2} on {3}: {4}")
    @CsvFileSource(resources = "/conditions.txt", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String path, String operator, String operand, String data, boolean matches) {
        ConditionOutcome outcome =
                condition(path, operator, operand).apply(json(data).asJsonObject());

        assertThat(outcome.matched()).isEqualTo(matches);
    }

    @ParameterizedTest
    @EnumSource(Operator.class)
    void aMissingMemberFailsAllButNotEqualNotInAndExistsFalse(Operator operator) {
        JsonValue operand = operator.member().equals("values") ? json("[1]") : json("1");
        if (operator == Operator.EXISTS) {
            operand = JsonValue.FALSE;
        }

        boolean matched = new Condition(FieldPath.of("a.b"), operator, operand)
                .apply(json("{\"a\":{}}").asJsonObject())
                .matched();

        assertThat(matched)
                .isEqualTo(
                        operator == Operator.NOT_EQUAL || operator == Operator.NOT_IN || operator == Operator.EXISTS);
    }

    @Test
    void numbersOfAbsurdSizeAreComparedAtOnce() {
        assertTimeoutPreemptively(ofSeconds(5), () -> {
            var data = json("{\"n\":1e999999999,\"m\":1e-999999999}").asJsonObject();
            assertThat(condition("n", "GreaterThan", "9007199254740993")
                            .apply(data)
                            .matched())
                    .isTrue();
            assertThat(condition("n", "Equal", "10e999999998").apply(data).matched())
                    .isTrue();
            assertThat(condition("m", "LessThan", "1").apply(data).matched()).isTrue();
            assertThat(condition("n", "In", "[1e999999998, 1]").apply(data).matched())
                    .isFalse();
            assertThat(condition("n", "Size", "1").apply(data).matched()).isFalse();
            assertThat(condition("$[?(@.x > 1)]", "Exists", "false").apply(data).matched())
                    .isTrue();
        });
    }

    @Test
    void anOutcomeSaysWhatWasFound() {
        var data = json("{\"mediaType\":\"VOICE\"}").asJsonObject();

        assertThat(condition("mediaType", "Equal", "\"MESSAGE\"").apply(data).explanation())
                .isEqualTo("mediaType Equal \"MESSAGE\" does not hold: found \"VOICE\"");
        assertThat(condition("queueId", "In", "[\"a\"]").apply(data).explanation())
                .isEqualTo("queueId In [\"a\"] does not hold: it is missing");
        assertThat(condition("mediaType", "Exists", "true").apply(data).explanation())
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
                "Exists; null"
            })
    void operandsThatMakeNoSenseAreRefused(String operator, String operand) {
        assertThatThrownBy(() -> condition("a", operator, operand))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(operator);
    }
}
