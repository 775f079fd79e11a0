package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.JsonText;
import io.switchhook.template.Templates;
import io.switchhook.variable.DefinedGlobal;
import io.switchhook.workflow.SetVariableStep;
import io.switchhook.workflow.SetVariableStep.Scope;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableDefinitionsTest {
    private final DefinitionParser parser = new DefinitionParser(new Templates());

    private DefinitionSet set(String... files) {
        return DefinitionSet.of(IntStream.range(0, files.length)
                .mapToObj(i -> parser.parse("f" + i + ".yaml", files[i]))
                .toList());
    }

    private static String workflow(String setVariable) {
        return "kind: workflow\nid: w\nsteps:\n  - name: remember\n    setVariable: " + setVariable + "\n";
    }

    @Test
    void aGlobalVariableHasAnyValue() {
        DefinitionSet definitions = set("""
                kind: variable
                id: Global_Language
                value: en-US
                ---
                kind: variable
                id: limits
                value: { calls: 3, of: ['{{ not a template }}'] }
                ---
                { kind: variable, id: nothing, value: null }
                """);

        assertThat(definitions.errors()).isEmpty();
        assertThat(definitions.variables())
                .containsExactly(
                        new DefinedGlobal("Global_Language", JsonText.provider().createValue("en-US"), "f0.yaml"),
                        new DefinedGlobal(
                                "limits", JsonText.read("{\"calls\":3,\"of\":[\"{{ not a template }}\"]}"), "f0.yaml"),
                        new DefinedGlobal("nothing", JsonValue.NULL, "f0.yaml"));
        assertThat(definitions.variable("limits")).isPresent();
        assertThat(definitions.variable("w")).isEmpty();
    }

    @Test
    void theFirstOfTwoStays() {
        String variable = "kind: variable\nid: a\nvalue: %d";
        DefinitionSet definitions = set(variable.formatted(1), variable.formatted(2));

        assertThat(definitions.variable("a").map(found -> found.value().toString()))
                .contains("1");
        assertThat(definitions.errors()).singleElement().satisfies(error -> assertThat(error.message())
                .startsWith("f1.yaml, document 1, line 1, id: found \"a\", which is defined in f0.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "id: a-b, value: 1; id; letters",
                "id: event, value: 1; id; not event",
                "value: 1; id; text",
                "id: 5, value: 1; id; text",
                "id: a; value; any value",
                "id: a, value: 1, name: b; name; kind, id, value",
                "id: a, value: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]; value; nesting of 32"
            })
    void everyMistakeInAVariableIsNamedWithWhatIsAllowed(String members, String path, String allowed) {
        DefinitionFile file = parser.parse("f.yaml", "{ kind: variable, " + members + " }");

        assertThat(file.definitions()).isEmpty();
        assertThat(file.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.allowed()).contains(allowed);
        });
    }

    @Test
    void aStepSetsOneVariableOrSeveral() {
        assertThat(step("{ name: who, value: '{{ ANI }}' }"))
                .satisfies(step -> assertThat(step.scope()).isEqualTo(Scope.RUN))
                .extracting(SetVariableStep::values)
                .isEqualTo(Map.of("who", JsonText.provider().createValue("{{ ANI }}")));
        SetVariableStep several = step("{ scope: subject, values: { b: 1, a: { x: ['{{ y }}'] } } }");
        assertThat(several.scope()).isEqualTo(Scope.SUBJECT);
        assertThat(several.values().keySet()).containsExactly("b", "a");
        assertThat(step("{ scope: global, name: a, value: null }").values()).containsValue(JsonValue.NULL);
    }

    private SetVariableStep step(String written) {
        DefinitionSet definitions = set(workflow(written));
        assertThat(definitions.errors()).isEmpty();
        return (SetVariableStep)
                definitions.workflow("w").orElseThrow().program().step(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{ value: 1 }; name; text",
                "{ name: a-b, value: 1 }; name; letters",
                "{ name: a }; value; any value",
                "{ name: a, value: 1, scope: all }; scope; run, subject, global",
                "{ name: a, value: ['{{ x'] }; value[0]; Pebble",
                "{ name: a, value: 1, values: { b: 1 } }; name; values",
                "{ values: { } }; values; 1 to 50",
                "{ values: 5 }; values; an object",
                "{ values: { event: 1 } }; values.event; letters",
                "{ values: { a: { b: '{{ x' } } }; values.a.b; Pebble",
                "{ name: a, value: 1, retry: { attempts: 2 } }; retry; scope"
            })
    void everyMistakeInAStepIsNamedWithWhatIsAllowed(String written, String path, String allowed) {
        List<DefinitionError> errors = parser.parse("f.yaml", workflow(written)).errors();

        assertThat(errors).isNotEmpty();
        assertThat(errors.get(0).path()).isEqualTo("steps[0].setVariable." + path);
        assertThat(errors.get(0).allowed()).contains(allowed);
    }
}
