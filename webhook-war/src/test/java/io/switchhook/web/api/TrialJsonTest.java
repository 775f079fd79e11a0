package io.switchhook.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.definition.TriggerState;
import io.switchhook.definition.UnsavedTrigger;
import io.switchhook.query.EventDetail;
import io.switchhook.query.EventSummary;
import io.switchhook.query.RunView;
import io.switchhook.trial.Trial;
import io.switchhook.trial.Trial.Tried;
import io.switchhook.trigger.Trigger;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrialJsonTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final EventRecord EVENT = new EventRecord(
            "e-1",
            EventKind.PLAIN,
            "digital",
            "interaction.started",
            "i-1",
            NOON,
            NOON,
            "",
            JsonText.read("{\"mediaType\":\"VOICE\",\"n\":null}"));

    private final DocumentWriter writer = new DocumentWriter();

    private static Tried tried(String trigger) {
        Trigger read = UnsavedTrigger.read(JsonText.read(trigger));
        return new Tried(new TriggerState(read, "", Optional.empty()), read.explain(EVENT, EVENT));
    }

    private String json(Tried tried) {
        return writer.json(new ReadyDocument(TrialJson.one(new Trial.OfOne(EVENT, tried))));
    }

    @Test
    void writesWantedAndFoundOfEachCondition() {
        String json = json(tried("""
                {"id":"t","name":"T","topicName":"interaction.*","matchCriteria":[
                  {"jsonPath":"mediaType","operator":"Equal","value":"MESSAGE"},
                  {"any":[{"jsonPath":"n","operator":"Exists","value":true},{"jsonPath":"m","operator":"In","values":[1]}]}]}
                """));

        assertThat(json)
                .startsWith("{\"triggerMatches\":false,\"explanation\":\"mediaType Equal")
                .contains(
                        "\"conditions\":[{\"jsonPath\":\"mediaType\",\"operator\":\"Equal\",\"wanted\":\"MESSAGE\","
                                + "\"found\":\"VOICE\",\"match\":false,\"explanation\":",
                        "{\"any\":[{\"jsonPath\":\"n\",\"operator\":\"Exists\",\"wanted\":true,\"found\":null,\"match\":true,",
                        "{\"jsonPath\":\"m\",\"operator\":\"In\",\"wanted\":[1],\"match\":false,",
                        "\"explanation\":\"any holds: 1 of 2 do\"}",
                        "\"event\":{\"id\":\"e-1\",\"source\":\"digital\",\"topic\":\"interaction.started\"");
    }

    @Test
    void writesEachMemberOfAPattern() {
        JsonObject json = JsonText.read(json(tried("""
                {"topicName":"**","pattern":{"mediaType":[{"prefix":"V"}],"$or":[{"a":[1]},{"b":[{"exists":false}]}]}}
                """)));

        assertThat(json.getBoolean("triggerMatches")).isTrue();
        assertThat(json.getJsonObject("pattern").getJsonArray("members").getJsonObject(0))
                .hasToString(
                        "{\"path\":\"mediaType\",\"wanted\":[{\"prefix\":\"V\"}],\"found\":[\"VOICE\"],\"match\":true,"
                                + "\"explanation\":\"mediaType is one of [{\\\"prefix\\\":\\\"V\\\"}]: found \\\"VOICE\\\"\"}");
        assertThat(json.getJsonObject("pattern")
                        .getJsonArray("members")
                        .getJsonObject(1)
                        .getJsonArray("$or"))
                .hasSize(2);
    }

    @Test
    void writesAStoryWithTheRunsThatTriggersStarted() {
        EventSummary summary = new EventSummary(
                7,
                "e-1",
                "PLAIN",
                "digital",
                "interaction.started",
                "i-1",
                NOON,
                NOON,
                "",
                "routed",
                0,
                Optional.empty());
        RunView run = new RunView(
                3, "workflow", "w", "one", "", "", "succeeded", 0, "", 1, NOON, "", NOON, Optional.of(NOON), List.of());
        EventDetail detail = new EventDetail(summary, EVENT.data(), JsonObject.EMPTY_JSON_OBJECT, List.of(run));
        Trial trial = new Trial(
                EVENT,
                List.of(tried("{\"id\":\"one\",\"topicName\":\"**\"}")),
                List.of(
                        tried(
                                "{\"id\":\"two\",\"topicName\":\"**\",\"matchCriteria\":[{\"jsonPath\":\"m\",\"operator\":\"Exists\",\"value\":true}]}")),
                2);

        JsonObject story = JsonText.read(writer.json(new StoryDocument(detail, trial)));

        assertThat(story.keySet())
                .containsExactly(
                        "event", "rulesInForce", "explanation", "matchedTriggers", "unmatchedTriggers", "omitted");
        assertThat(story.getJsonObject("event").getString("id")).isEqualTo("e-1");
        assertThat(story.getString("rulesInForce")).isEqualTo("now");
        assertThat(story.getJsonArray("matchedTriggers").getJsonObject(0).getInt("run"))
                .isEqualTo(3);
        assertThat(story.getJsonArray("unmatchedTriggers").getJsonObject(0)).doesNotContainKey("run");
        assertThat(story.getInt("omitted")).isEqualTo(2);
    }
}
