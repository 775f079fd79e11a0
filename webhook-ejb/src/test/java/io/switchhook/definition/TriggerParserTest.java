package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.Definition.TriggerDefinition;
import io.switchhook.template.Templates;
import io.switchhook.trigger.DataFormat;
import io.switchhook.trigger.Trigger;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerParserTest {
    private static final Path PAGE = Path.of("").toAbsolutePath().getParent().resolve("docs/triggers.md");
    private static final String HEAD = """
            kind: trigger
            id: t
            name: T
            topicName: x
            enabled: true
            target: { type: Workflow, id: w }
            """;

    private final DefinitionParser parser = new DefinitionParser(new Templates());

    private DefinitionFile parse(String members) {
        return parser.parse("rules.yaml", HEAD + members);
    }

    private static boolean matches(DefinitionFile file, String data) {
        assertThat(file.errors()).isEmpty();
        Trigger trigger = ((TriggerDefinition) file.definitions().get(0)).trigger();
        return trigger.matches(event("x", JsonText.read(data)));
    }

    private static EventRecord event(String topic, JsonObject data) {
        return new EventRecord("e", EventKind.PLAIN, "s", topic, "", Instant.EPOCH, Instant.EPOCH, "", data);
    }

    @Test
    void readsGroupsInGroups() {
        DefinitionFile file = parse("""
                matchCriteria:
                  - { jsonPath: a, operator: Exists, value: true }
                  - any:
                      - { jsonPath: b, operator: Equal, value: 1 }
                      - all:
                          - { jsonPath: c, operator: Equal, value: 1 }
                          - not: { jsonPath: d, operator: Equal, value: 1 }
                """);

        assertThat(matches(file, "{\"a\":1,\"b\":1}")).isTrue();
        assertThat(matches(file, "{\"a\":1,\"c\":1}")).isTrue();
        assertThat(matches(file, "{\"a\":1,\"c\":1,\"d\":1}")).isFalse();
        assertThat(matches(file, "{\"b\":1}")).isFalse();
    }

    @Test
    void aSingleGroupNeedsNoList() {
        DefinitionFile file = parse("matchCriteria: { not: [ { jsonPath: a, operator: Equal, value: 1 } ] }\n");

        assertThat(matches(file, "{\"a\":2}")).isTrue();
        assertThat(matches(file, "{\"a\":1}")).isFalse();
    }

    @Test
    void criteriaAndPatternMustBothHold() {
        DefinitionFile file = parse("""
                matchCriteria: [ { jsonPath: a, operator: Equal, value: 1 } ]
                pattern: { b: [ { prefix: v } ], event: { source: [ s ] } }
                """);

        assertThat(matches(file, "{\"a\":1,\"b\":\"v1\"}")).isTrue();
        assertThat(matches(file, "{\"a\":1,\"b\":\"w1\"}")).isFalse();
        assertThat(matches(file, "{\"a\":2,\"b\":\"v1\"}")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "matchCriteria: [ { any: [] } ]; matchCriteria[0].any; 0 criteria",
                "matchCriteria: [ { any: x } ]; matchCriteria[0].any; no criterion",
                "matchCriteria: [ { not: [ { jsonPath: a, operator: Exists, value: true }, { jsonPath: b, operator: Exists, value: true } ] } ]; matchCriteria[0].not; 2 criteria",
                "matchCriteria: [ { all: [ { jsonPath: a, operator: Exists, value: 1 } ] } ]; matchCriteria[0].all[0].value; 1",
                "matchCriteria: [ { any: [ { jsonPath: a, operator: Exists, value: true } ], jsonPath: b } ]; matchCriteria[0].jsonPath; an unknown member",
                "matchCriteria: [ { } ]; matchCriteria[0]; no condition",
                "matchCriteria: [ { jsonPath: a, operator: Regex, value: '(' } ]; matchCriteria[0].value; missing closing )",
                "matchCriteria: [ { jsonPath: a, operator: Between, values: [2, 1] } ]; matchCriteria[0].values; above the second",
                "matchCriteria: [ { jsonPath: a, operator: Cidr, value: 10.0.0.0/40 } ]; matchCriteria[0].value; 10.0.0.0/40",
                "pattern: { a: x }; pattern.a; text",
                "pattern: { a: [ { prefix: 1 } ] }; pattern.a[0].prefix; a number",
                "pattern: []; pattern; a list"
            })
    void everyMistakeIsNamedWithItsPath(String members, String path, String found) {
        DefinitionFile file = parse(members + "\n");

        assertThat(file.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo(path);
            assertThat(error.found()).contains(found);
            assertThat(error.line()).isPositive();
        });
    }

    @Test
    void aTopicNameWithAStarInsideASegmentIsRefused() {
        DefinitionFile file = parser.parse("a.yaml", HEAD.replace("topicName: x", "topicName: conv*.acw"));

        assertThat(file.errors()).singleElement().satisfies(error -> {
            assertThat(error.path()).isEqualTo("topicName");
            assertThat(error.allowed()).contains("one whole segment");
        });
    }

    @Test
    void whatAnExportedTriggerHandsItsWorkflowIsHonoured() {
        JsonObject data = JsonText.read("{\"addressTo\":\"bot\",\"journey\":{\"id\":1}}");
        String workflow = """
                ---
                kind: workflow
                id: w
                variables: { journey: mine }
                steps: [{ name: s, httpRequest: { url: 'https://h/' } }]
                """;

        for (DataFormat format : DataFormat.values()) {
            DefinitionSet set = DefinitionSet.of(List.of(parser.parse(
                    "a.yaml",
                    HEAD.replace("id: w }", "id: w, workflowTargetSettings: { dataFormat: " + format.text() + " } }")
                            + workflow)));
            EventRecord event = event("x", data);
            JsonObject variables = set.match(event, Instant.EPOCH).get(0).variables(event);

            assertThat(variables.getString("journey")).isEqualTo("mine");
            assertThat(variables.containsKey("addressTo")).isEqualTo(format == DataFormat.JSON);
            assertThat(variables.containsKey("jsonData")).isEqualTo(format == DataFormat.JSON);
        }
    }

    @Test
    void whatGenesysCloudCreatesATriggerFromIsOneToo() {
        DefinitionFile file = parser.parse("acw.json", """
                {"name": "acw-open-messaging", "topicName": "v2.detail.events.conversation.{id}.acw", "enabled": true,
                 "target": {"type": "Workflow", "id": "0b0b0b0b-1111-4222-8333-000000000001",
                            "workflowTargetSettings": {"dataFormat": "TopLevelPrimitives"}},
                 "matchCriteria": [{"jsonPath": "messageType", "operator": "In", "values": ["OPEN", "WHATSAPP"]}],
                 "eventTTLSeconds": 60}
                """);

        assertThat(file.errors()).isEmpty();
        assertThat(file.definitions()).extracting(Definition::id).containsExactly("acw-open-messaging");
        assertThat(parser.parse("a.yaml", HEAD.replace("id: t\n", "")).errors())
                .singleElement()
                .extracting(DefinitionError::path)
                .isEqualTo("id");
    }

    @Test
    void aRateLimitNeedsBothOfItsMembersWithinTheirRanges() {
        assertThat(UnsavedTrigger.read(
                                JsonText.read("{\"topicName\":\"x\",\"rateLimit\":{\"starts\":100,\"per\":\"PT1M\"}}"))
                        .rateLimit())
                .hasToString("Optional[100 per PT1M]");
        assertThatThrownBy(() -> UnsavedTrigger.read(
                        JsonText.read("{\"topicName\":\"x\",\"rateLimit\":{\"starts\":0,\"each\":1}}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rateLimit.starts: found 0")
                .hasMessageContaining("rateLimit.per: found nothing")
                .hasMessageContaining("rateLimit.each");
    }

    @Test
    void anUnsavedTriggerMayLackWhatOnlyADefinitionNeeds() {
        assertThat(UnsavedTrigger.read(JsonText.read("{\"topicName\":\"x\"}")).topicName())
                .hasToString("x");
        assertThatThrownBy(() -> UnsavedTrigger.read(JsonText.read(
                        "{\"kind\":\"trigger\",\"matchCriteria\":[{\"jsonPath\":\"a\",\"operator\":\"Is\"}]}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topicName: found nothing")
                .hasMessageContaining("matchCriteria[0].operator: found \"Is\"");
    }

    /** What the page shows is what is read. */
    @Test
    void theSamplesOfThePageAreWithoutMistakes() throws IOException {
        Matcher blocks = Pattern.compile("^```(yaml|json)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        int samples = 0;
        while (blocks.find()) {
            DefinitionFile file = parser.parse("sample." + blocks.group(1), blocks.group(2));
            assertThat(file.errors()).as(blocks.group(2)).isEmpty();
            assertThat(file.definitions()).as(blocks.group(2)).isNotEmpty();
            samples++;
        }
        assertThat(samples).isGreaterThan(3);
    }
}
