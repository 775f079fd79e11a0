package io.switchhook.variable;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableValueTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "\"\"",
                "\"\\u0000\"",
                "1e400",
                "[[]]",
                "{\"a\":{\"b\":[1,2]}}",
                "\"\\ud83d\\ude00\""
            })
    void anyJsonIsAValueAndReadAsItWasWritten(String json) {
        JsonValue value = VariableValue.read(json);

        assertThat(VariableValue.problem(value)).isEmpty();
        assertThat(VariableValue.read(JsonText.text(value))).isEqualTo(value);
    }

    @Test
    void sizeIsThatOfTheTextInUtf8() {
        assertThat(VariableValue.problem(text("x".repeat(VariableValue.MAX_BYTES - 2))))
                .isEmpty();
        assertThat(VariableValue.problem(text("x".repeat(VariableValue.MAX_BYTES - 1)))
                        .map(VariableValue.Problem::message))
                .contains("found 16385 bytes of JSON, allowed are 16384");
        assertThat(VariableValue.problem(text("\u00e9".repeat(VariableValue.MAX_BYTES / 2))))
                .isPresent();
    }

    @Test
    void depthIsBoundedBeforeTheValueIsWalked() {
        assertThat(VariableValue.problem(nested(VariableValue.MAX_DEPTH))).isEmpty();
        assertThat(VariableValue.problem(nested(VariableValue.MAX_DEPTH + 1))).isPresent();
        JsonValue deep = JsonValue.TRUE;
        for (int i = 0; i < 100_000; i++) {
            deep = JsonText.array().add(deep).build();
        }
        assertThat(VariableValue.problem(deep).map(VariableValue.Problem::found))
                .contains("deeper nesting");
    }

    @Test
    void halfACharacterIsRefusedWhereverItStands() {
        assertThat(VariableValue.problem(text("\ud83d"))).isPresent();
        assertThat(VariableValue.problem(
                        JsonText.array().add(JsonText.object().add("\ude00", 1)).build()))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "loop", "locale", "template", "1a", "a-b", "", "a.b", "ä", "a b", "{{a}}"})
    void namesThatNoTemplateCanUseAreNone(String name) {
        assertThat(VariableName.isValid(name)).isFalse();
    }

    @Test
    void namesAreBounded() {
        assertThat(VariableName.isValid("_" + "a".repeat(VariableName.MAX_LENGTH - 1)))
                .isTrue();
        assertThat(VariableName.isValid("_" + "a".repeat(VariableName.MAX_LENGTH)))
                .isFalse();
    }

    private static JsonValue text(String text) {
        return JsonText.provider().createValue(text);
    }

    private static JsonValue nested(int depth) {
        return VariableValue.read("[".repeat(depth) + "]".repeat(depth));
    }
}
