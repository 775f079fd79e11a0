package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileDefinitionsTest extends DefinitionParserFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: workflow\nid: [",
                "kind: workflow\nkind: workflow",
                "a: *nothing",
                "a: !!java.lang.Runtime {}",
                "a: !x 1",
                "body: {{ x }}",
                "? [a]\n: 1",
                "a: .inf",
                "a: -.inf",
                "\tkind: x",
                "a: 'open",
                "%YAML 2.0\n---\na: 1"
            })
    void whatIsNoYamlOfOursEndsTheFileWithOneError(String text) {
        DefinitionFile file = parser.parse("a.yaml", workflow("") + "---\n" + text);
        if (!text.startsWith("%")) {
            assertThat(file.definitions()).hasSize(1);
        }
        assertThat(file.errors()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[", "{\"a\":1,\"a\":2}", "{\"a\":1} {}", "nul", "{\"a\":1e}", "[1", "{a:1}", "\u0000"})
    void whatIsNoJsonIsAnError(String text) {
        assertThat(parser.parse("a.json", text).errors()).hasSize(1);
    }

    @Test
    void hostileFilesEndInAnErrorQuickly() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ",").repeat(10)));
        }
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(errors(laughs.toString())).singleElement().satisfies(error -> assertThat(error.allowed())
                    .contains("values"));
            assertThat(errors("[".repeat(100_000))).hasSize(1);
            assertThat(errors("{a: ".repeat(100_000))).hasSize(1);
            assertThat(errors("a: " + "9".repeat(900_000))).hasSize(1);
            assertThat(errors("a: 1e" + "9".repeat(30))).hasSize(1);
            assertThat(errors("- ".repeat(100_000))).hasSize(1);
            assertThat(parser.parse("a.json", "[".repeat(100_000)).errors()).hasSize(1);
            assertThat(parser.parse("a.json", "{\"a\":".repeat(100_000)).errors())
                    .hasSize(1);
            assertThat(parser.parse("a.json", "[{\"a\":" + "9".repeat(900_000) + "}]")
                            .errors())
                    .hasSize(1);
        });
    }

    @Property
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(parser.parse("a.yaml", text)).isNotNull();
        assertThat(parser.parse("a.json", text)).isNotNull();
        assertThat(parser.parse("a.yaml", "kind: trigger\nid: " + text)).isNotNull();
    }
}
