package io.switchhook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.switchhook.adapter.Adapted.Events;
import io.switchhook.adapter.Adapter;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.identity.RepeatWindow;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "interactions | {\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"i\"}}]}} | interaction.started",
                "genesys-cloud | {\"topic\":\"v2.detail.events.conversation.id.acw\"} | v2.detail.events.conversation.{id}.acw",
                "agent-events | {\"Category\":1,\"Code\":1} | agent.signed-in",
                "web-engagement | {\"eventType\":\"SYSTEM\",\"eventName\":\"SignIn\"} | SYSTEM.SignIn",
                "webex-webhooks | {\"type\":\"task:new\"} | webex.task.new",
                "webex-flow | {} | webex.flow.event",
                "cloudevents | {\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"} | t",
                "json | {} | webhook.received"
            })
    void knowsEveryAdapterByName(String name, String body, String topic) {
        assertThat(event(adapter(name), body).topic()).isEqualTo(topic);
    }

    @Test
    void readsWhereARequestSaysWhat() {
        Adapter adapter = adapter(
                "json",
                "topic",
                "given",
                "topic-member",
                "header:X-Kind",
                "subject-member",
                "$.who",
                "time-member",
                "at");

        EventRecord event = event(adapter, "{\"who\":\"me\",\"at\":1773480413}");

        assertThat(event.topic()).isEqualTo("given");
        assertThat(event.subject()).isEqualTo("me");
        assertThat(event.time()).isEqualTo(Instant.ofEpochSecond(1_773_480_413));
    }

    @Test
    void readsWhereTheSendersIdIs() {
        Adapter adapter = adapter("json", "id-member", "number");

        assertThat(events(adapter, "{\"number\":1}").windows()).isEmpty();
        assertThat(event(adapter, "{\"number\":1}").id())
                .isNotEqualTo(event(adapter, "{\"number\":2}").id());
    }

    @Test
    void readsTheTopicOfWhatNamesNone() {
        assertThat(event(adapter("genesys-cloud", "topic", "v2.users.{id}.activity"), "{}")
                        .topic())
                .isEqualTo("v2.users.{id}.activity");
        assertThat(event(adapter("webex-flow", "topic", "hung-up"), "{}").topic())
                .isEqualTo("webex.flow.hung-up");
    }

    @Test
    void readsNamesOfActivitiesInPlaceOfTheUsualOnes() {
        Adapter adapter = adapter("agent-events", "activities", "34 = lunch\\, mostly, -1=gone");

        assertThat(activity(adapter, 34)).isEqualTo("\"lunch, mostly\"");
        assertThat(activity(adapter, -1)).isEqualTo("\"gone\"");
        assertThat(activity(adapter, 16)).isEqualTo("null");
        assertThat(activity(adapter("agent-events"), 16)).isEqualTo("\"available\"");
    }

    @ParameterizedTest
    @CsvSource({"'', PT1M", "PT10M, PT10M", "PT1S, PT1S", "P1D, PT24H", "PT1.0000005S, PT1S"})
    void readsForHowLongTheSameBodyIsARepeat(String set, Duration length) {
        Events events = events(adapter("json", "duplicate-window", set), "{}");

        assertThat(events.windows().values()).extracting(RepeatWindow::length).containsExactly(length);
    }

    @Test
    void noBodyIsARepeatWithoutAWindow() {
        assertThat(events(adapter("json", "duplicate-window", "PT0S"), "{}").windows())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | duplicate-window | a minute | found a minute, allowed is an ISO-8601 duration from PT0S to PT24H",
                "json | duplicate-window | PT25H | found PT25H, allowed is an ISO-8601 duration from PT0S to PT24H",
                "json | duplicate-window | PT-1S | found PT-1S, allowed is",
                "json | duplicate-window | PT0.5S | found PT0.5S, allowed is PT0S, or an ISO-8601 duration from PT1S",
                "json | topic-member | $[ | found $[ (not a JSONPath",
                "json | id-member | header: | found header: (header: must be followed by a header's name), allowed is a JSONPath",
                "webex-flow | time-member | a=~b | found a=~b (regular expressions",
                "agent-events | activities | break | found break, allowed is a list of <code>=<name>",
                "agent-events | activities | x=break | found x=break, allowed is",
                "agent-events | activities | 1= | found 1=, allowed is",
                "agent-events | activities | '1=a,1=b' | found 1=b, allowed is",
                "agent-events | topic | x | found a value, allowed is none: the adapter agent-events does not use it",
                "interactions | id-member | x | found a value, allowed is none",
                "genesys-cloud | topic-member | x | found a value, allowed is none",
                "json | activities | 1=a | found a value, allowed is none"
            })
    void refusesWhatCannotBeUsed(String adapter, String key, String value, String message) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> adapter(adapter, key, value))
                .withMessageStartingWith("switchhook.source.x." + key + ": ")
                .withMessageContaining(message);
    }

    @Test
    void refusesATopicThatCannotBeKept() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> adapter("json", "topic", "x".repeat(257)))
                .withMessageContaining("a text of 257 characters, allowed is up to 256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "JSON", "telegraph"})
    void refusesAnUnknownNameAndListsTheKnown(String name) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> adapter(name))
                .withMessageContaining("interactions, genesys-cloud, agent-events, web-engagement, webex-webhooks,"
                        + " webex-flow, cloudevents, json");
    }

    private static String activity(Adapter adapter, int code) {
        return String.valueOf(event(adapter, "{\"Category\":1,\"Code\":3,\"ActivityCode\":" + code + "}")
                .data()
                .get("Activity"));
    }

    private static EventRecord event(Adapter adapter, String body) {
        List<EventRecord> events = events(adapter, body).events();
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static Events events(Adapter adapter, String body) {
        return (Events) adapter.adapt(
                "x",
                new HookRequest(
                        Headers.of(Map.of()), body.getBytes(StandardCharsets.UTF_8), "192.0.2.1", Instant.EPOCH));
    }

    private static Adapter adapter(String name, String... keysAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put("switchhook.source.x." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new AdapterSettings(Settings.of(settings), new SplittableRandom(1))
                .adapter("switchhook.source.x.", name);
    }
}
