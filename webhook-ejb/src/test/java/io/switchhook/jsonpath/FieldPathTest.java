package io.switchhook.jsonpath;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    private static final String DOCUMENT = """
            {"a":{"b":"x","c d":1,"nil":null,"e.f":2,"é":3},"n":1.10,"big":12345678901234567890.123,
             "things":[{"x":1,"t":"p"},{"x":2},{"y":3,"t":"p"}],"list":["u","v"],"":"blank"}
            """;

    private static JsonValue json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a.b; \"x\"",
                "$.a.b; \"x\"",
                "$['a']['b']; \"x\"",
                "$.a['c d']; 1",
                "$.a['e.f']; 2",
                "$.a[\"e.f\"]; 2",
                "a.é; 3",
                "$.a.nil; null",
                "n; 1.10",
                "$.big; 12345678901234567890.123",
                "$..big; [12345678901234567890.123]",
                "$.list[0]; \"u\"",
                "$.list[-1]; \"v\"",
                "things[1].x; 2",
                "$.things[*].x; [1,2]",
                "$.things[?(@.t == 'p')].x; [1]",
                "$.things[?(@.x > 1)]; [{\"x\":2}]",
                "$.things[?(@.x in [2, 3])].x; [2]",
                "$.things[?(@.none)]; []",
                "$.list.length(); 2",
                "$.sum($.things[*].x); 3.0",
                "$; *"
            })
    void findsWhatStandsThereAsItWasSent(String path, String found) {
        JsonValue document = json(DOCUMENT);

        JsonValue value = FieldPath.of(path).read(document).orElseThrow();

        assertThat(value).hasToString(found.equals("*") ? document.toString() : found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b",
                "a.b.c",
                "a.nil.x",
                "a.B",
                "$.list[5]",
                "$.list.x",
                "n.x",
                "$.things.x",
                "$.a[0]",
                "$.a.b.length().x",
                "$.n.keys()",
                "$.a.sum()"
            })
    void findsNothingWhereNothingStands(String path) {
        assertThat(FieldPath.of(path).read(json(DOCUMENT))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "$[", "$.a[?(", "$.a.", "a.", "$.a['b", "a b", "$.a[?(@.b =~ /(x+)+y/)]", "$.x[?]"})
    void whatIsNoPathIsRefusedWithAReason(String path) {
        assertThatThrownBy(() -> FieldPath.of(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).{5,}");
    }

    @Test
    void pathsOfAbsurdSizeAreRefusedAndDeepOnesDoNoHarm() {
        assertThatThrownBy(() -> FieldPath.of("a.".repeat(1000) + "a")).isInstanceOf(IllegalArgumentException.class);
        assertTimeoutPreemptively(ofSeconds(10), () -> {
            String deep = "[".repeat(900) + "1" + "]".repeat(900);
            assertThat(FieldPath.of("$..x").read(json("{\"a\":" + deep + "}"))).hasToString("Optional[[]]");
            assertThat(FieldPath.of("$" + "..*".repeat(3)).isDefinite()).isFalse();
        });
    }

    @Test
    void plainMemberPathsAreKnownAsSuch() {
        assertThat(FieldPath.of("a.b").members()).contains(new MemberPath(List.of("a", "b")));
        assertThat(FieldPath.of("$.a['x.y'].b-c").members()).contains(new MemberPath(List.of("a", "x.y", "b-c")));
        assertThat(FieldPath.of("$['a']").members()).contains(new MemberPath(List.of("a")));
        assertThat(FieldPath.of("a[0]").members()).isEmpty();
        assertThat(FieldPath.of("$..a").members()).isEmpty();
        assertThat(FieldPath.of("$.a.length()").members()).isEmpty();
        assertThat(FieldPath.of("$['a','b']").members()).isEmpty();
    }

    @Property
    void noPathMakesReadingThrow(@ForAll String path) {
        FieldPath compiled;
        try {
            compiled = FieldPath.of(path);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertThat(compiled.read(json(DOCUMENT))).isNotNull();
        assertThat(compiled.read(JsonValue.NULL)).isNotNull();
        assertThat(compiled.read(json("[1]"))).isNotNull();
    }
}
