package io.switchhook.eventpattern;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class EventPatternTest {
    /** The sample of the language's description, and the sender's envelope it is about. */
    private static final String PATTERN = """
            {"source": [{"prefix": "aws.partner/genesys.com/cloud/"}],
             "detail-type": [{"suffix": ".acw"}, {"wildcard": "v2.detail.events.conversation.*.user.end"}],
             "detail": {"eventBody": {
               "mediaType": ["MESSAGE"],
               "disconnectType": [{"exists": false}, {"anything-but": ["TRANSFER", "CONSULT_TRANSFER"]}],
               "$or": [{"messageType": [{"equals-ignore-case": "open"}]},
                       {"interactingDurationMs": [{"numeric": [">=", 1000, "<", 600000]}]}]}}}
            """;

    private static final String ENVELOPE = """
            {"version": "0", "id": "e0000000-0000-4000-8000-000000000001",
             "detail-type": "v2.detail.events.conversation.{id}.user.end",
             "source": "aws.partner/genesys.com/cloud/0f0f0f0f-0000-4000-8000-00000000000a/demo-org",
             "time": "2026-03-14T09:26:53Z", "resources": [],
             "detail": {"eventBody": {"mediaType": "MESSAGE", "messageType": "OPEN", "disconnectType": "PEER"}}}
            """;

    private static boolean matches(String pattern, String event) {
        return EventPattern.of(JsonText.read(pattern)).matches(JsonText.read(event));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvFileSource(resources = "/event-patterns.txt", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String pattern, String event, boolean matches) {
        assertThat(matches(pattern, event)).isEqualTo(matches);
    }

    @Test
    void understandsTheSampleOfTheLanguagesDescription() {
        assertThat(matches(PATTERN, ENVELOPE)).isTrue();
        assertThat(matches(PATTERN, ENVELOPE.replace("PEER", "TRANSFER"))).isFalse();
        assertThat(matches(PATTERN, ENVELOPE.replace("\"OPEN\"", "\"SMS\""))).isFalse();
        assertThat(matches(PATTERN, ENVELOPE.replace("\"OPEN\"", "\"SMS\", \"interactingDurationMs\": 81250")))
                .isTrue();
        assertThat(matches(PATTERN, ENVELOPE.replace(", \"disconnectType\": \"PEER\"", "")))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}||an empty object",
                "{\"a\":{}}|a|an empty object",
                "{\"a\":[]}|a|an empty list",
                "{\"a\":\"x\"}|a|text",
                "{\"a\":{\"b\":5}}|a.b|a number",
                "{\"a\":[[\"x\"]]}|a[0]|a list",
                "{\"a\":[{}]}|a[0]|0 operators",
                "{\"a\":[{\"prefix\":\"x\",\"suffix\":\"y\"}]}|a[0]|2 operators",
                "{\"a\":[\"x\",{\"like\":\"y\"}]}|a[1]|operator \"like\"",
                "{\"a\":[{\"prefix\":5}]}|a[0].prefix|a number",
                "{\"a\":[{\"prefix\":{\"suffix\":\"x\"}}]}|a[0].prefix|operator \"suffix\"",
                "{\"a\":[{\"equals-ignore-case\":[\"x\"]}]}|a[0].equals-ignore-case|a list",
                "{\"a\":[{\"wildcard\":\"a**b\"}]}|a[0].wildcard|\"a**b\" (two stars in a row)",
                "{\"a\":[{\"wildcard\":\"a\\\\b\"}]}|a[0].wildcard|\"a\\b\" (a backslash before something else than * and \\)",
                "{\"a\":[{\"anything-but\":[]}]}|a[0].anything-but|an empty list",
                "{\"a\":[{\"anything-but\":[\"x\",5]}]}|a[0].anything-but|a mixed list",
                "{\"a\":[{\"anything-but\":null}]}|a[0].anything-but|null",
                "{\"a\":[{\"anything-but\":[true]}]}|a[0].anything-but|true",
                "{\"a\":[{\"anything-but\":{\"numeric\":[\"=\",1]}}]}|a[0].anything-but|operator \"numeric\"",
                "{\"a\":[{\"anything-but\":{\"prefix\":[]}}]}|a[0].anything-but.prefix|an empty list",
                "{\"a\":[{\"anything-but\":{\"prefix\":5}}]}|a[0].anything-but.prefix|a number",
                "{\"a\":[{\"numeric\":[]}]}|a[0].numeric|[]",
                "{\"a\":[{\"numeric\":5}]}|a[0].numeric|5",
                "{\"a\":[{\"numeric\":[\">\",\"5\"]}]}|a[0].numeric|text",
                "{\"a\":[{\"numeric\":[\"!\",5]}]}|a[0].numeric|\"!\"",
                "{\"a\":[{\"numeric\":[\"<\",5,\">\",0]}]}|a[0].numeric|[\"<\",5,\">\",0]",
                "{\"a\":[{\"numeric\":[\"=\",5,\"<\",9]}]}|a[0].numeric|[\"=\",5,\"<\",9]",
                "{\"a\":[{\"exists\":\"true\"}]}|a[0].exists|text",
                "{\"a\":[{\"cidr\":\"10.0.0.0/33\"}]}|a[0].cidr|\"10.0.0.0/33\"",
                "{\"$or\":[{\"a\":[\"x\"]}]}|$or[0]|operator \"a\"",
                "{\"a\":[1],\"$or\":[{\"a\":[2]},{\"b\":[3]}]}||"
            })
    void saysWhereItIsNoPattern(String pattern, String path, String found) {
        InvalidPattern invalid =
                catchThrowableOfType(InvalidPattern.class, () -> EventPattern.of(JsonText.read(pattern)));

        assertThat(invalid).isNotNull();
        assertThat(invalid.path()).isEqualTo(path == null ? "" : path);
        assertThat(invalid.found()).contains(found == null ? "" : found);
        assertThat(invalid.allowed()).isNotBlank();
    }

    @Test
    void leavesTheLastWordToTheLanguagesOwnCompiler() {
        InvalidPattern reversed = catchThrowableOfType(
                InvalidPattern.class,
                () -> EventPattern.of(JsonText.read("{\"a\":[{\"numeric\":[\">\",5,\"<\",3]}]}")));

        assertThat(reversed.found()).startsWith("what EventBridge refuses");
    }

    @Test
    void refusesMoreThanAThousandCombinations() {
        String choice = IntStream.range(0, 10)
                .mapToObj(number -> "{\"%s" + number + "\":[1]}")
                .collect(Collectors.joining(",", "\"$or\":[", "]"));
        String thousand = "{\"x\":{" + choice.replace("%s", "a") + "},\"y\":{" + choice.replace("%s", "b") + "},\"z\":{"
                + choice.replace("%s", "c") + "}";

        assertThat(matches(thousand + "}", "{\"x\":{\"a9\":1},\"y\":{\"b0\":1},\"z\":{\"c5\":1}}"))
                .isTrue();
        InvalidPattern invalid = catchThrowableOfType(
                InvalidPattern.class,
                () -> EventPattern.of(JsonText.read(thousand + ",\"$or\":[{\"d\":[1]},{\"e\":[1]}]}")));
        assertThat(invalid.allowed()).isEqualTo("at most 1000 combinations");
    }

    /** A machine that pairs the elements of arrays would not come to an end. */
    @Test
    void largeArraysTakeNoLongerThanReadingThem() {
        JsonArrayBuilder many = JsonText.array();
        for (int i = 0; i < 50_000; i++) {
            many.add("x");
        }
        JsonObject event = JsonText.object()
                .add("a", many)
                .add("b", JsonText.array().add("x").add("y"))
                .add("c", "z")
                .build();
        JsonObject wide = JsonText.object(event).add("b", event.get("a")).build();
        EventPattern pattern = EventPattern.of(
                JsonText.read("{\"a\":[\"x\",{\"prefix\":\"x\"}],\"b\":[{\"suffix\":\"x\"}],\"c\":[\"w\"]}"));

        assertTimeoutPreemptively(
                ofSeconds(5), () -> assertThat(pattern.matches(wide)).isFalse());
    }

    @Test
    void manyStarsTakeNoLongerThanReadingTheText() {
        String stars = "a*".repeat(200) + "b";
        String text = "a".repeat(100_000);

        assertTimeoutPreemptively(ofSeconds(5), () -> assertThat(
                        matches("{\"t\":[{\"wildcard\":\"" + stars + "\"}]}", "{\"t\":\"" + text + "\"}"))
                .isFalse());
    }
}
