package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.AgentEvent;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.identity.EventId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEventsTest {
    private static final AgentEvents ADAPTER = new AgentEvents(AgentEvents.USUAL_ACTIVITIES, Samples.USUAL_WINDOW);

    @Test
    void readsAnEvent() {
        EventRecord event = event(Samples.read("agent-flat.json"));

        assertThat(event.id()).isEqualTo(EventId.of("test", "7b1f0c52-0000-4000-8000-00000000c0de"));
        assertThat(event.kind()).isEqualTo(EventKind.AGENT);
        assertThat(event.topic()).isEqualTo("agent.status-changed");
        assertThat(event.subject()).isEqualTo("S-1001");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-14T09:26:53Z"));
        assertThat(event.data().getString("Username")).isEqualTo("demo.agent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"SessionId\":\"S\",\"ActivityCode\":34",
                "\"AdditionalFields\":{\"SessionId\":\"S\",\"ActivityCode\":34}",
                "\"additionalFields\":{\"SessionId\":\"S\",\"ActivityCode\":34}",
                "\"Additional Fields\":{\"SessionId\":\"S\",\"ActivityCode\":34}",
                "\"AdditionalFields\":[{\"Name\":\"SessionId\",\"Value\":\"S\"},{\"Name\":\"ActivityCode\",\"Value\":34}]",
                "\"AdditionalFields\":[{\"key\":\"SessionId\",\"value\":\"S\"},{\"Key\":\"ActivityCode\",\"Value\":34}]"
            })
    void takesEveryNestingForTheSame(String fields) {
        EventRecord event = event("{\"Id\":\"1\",\"Category\":1,\"Code\":3," + fields + "}");

        assertThat(event.subject()).isEqualTo("S");
        assertThat(event.data())
                .isEqualTo(
                        JsonText.read("{\"Id\":\"1\",\"Category\":1,\"Code\":3,\"SessionId\":\"S\",\"ActivityCode\":34,"
                                + "\"Activity\":\"on break\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent-flat.json", "agent-object.json", "agent-list.json"})
    void namesTheActivityInEverySample(String sample) {
        AgentEvent event = (AgentEvent) event(Samples.read(sample)).view();

        assertThat(event.activity()).contains("on break");
        assertThat(event.activityCode()).hasValue(34);
        assertThat(event.availability()).contains(AgentEvent.Availability.NOT_AVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"AdditionalFields\":[7]",
                "\"AdditionalFields\":\"text\"",
                "\"AdditionalFields\":[{\"Value\":1}]",
                "\"AdditionalFields\":{\"Code\":9}",
                "\"AdditionalFields\":[{\"Name\":\"A\",\"Value\":1},{\"Name\":\"A\",\"Value\":2}]"
            })
    void keepsAdditionalFieldsWhereTheyAreIfTheyCannotStandBeside(String fields) {
        String body = "{\"Id\":\"1\",\"Category\":1,\"Code\":1," + fields + "}";

        assertThat(event(body).data()).isEqualTo(JsonText.read(body));
        assertThat(event(body).topic()).isEqualTo("agent.signed-in");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, agent.signed-in",
        "1, 2, agent.signed-out",
        "1, 3, agent.status-changed",
        "1, 4, agent.receiving-work-item",
        "1, 5, agent.accepted-work-item",
        "1, 6, agent.declined-work-item",
        "1, 7, agent.code.7",
        "1, 8, agent.released-work-item",
        "1, 99, agent.code.99",
        "1, -1, agent.code.-1",
        "\"1\", \"3\", agent.status-changed",
        "1.0, 3e0, agent.status-changed",
        "1, \"ActivityChanged\", agent.status-changed",
        "1, \"statuschanged\", agent.status-changed",
        "1, \"Muted\", agent.code.Muted",
        "1, 1.5, agent.code.1.5",
        "2, 1, category.2.code.1",
        "4, \"3\", category.4.code.3",
        "\"Chat\", 3, category.Chat.code.3"
    })
    void namesTheTopicAndPassesUnknownCodesOn(String category, String code, String topic) {
        EventRecord event =
                event("{\"Id\":\"1\",\"Category\":%s,\"Code\":%s,\"Username\":\"demo\"}".formatted(category, code));

        assertThat(event.topic()).isEqualTo(topic);
        assertThat(event.subject()).isEqualTo("demo");
        assertThat(event.kind()).isEqualTo(topic.startsWith("agent.") ? EventKind.AGENT : EventKind.PLAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "\"20260314092653\", 2026-03-14T09:26:53Z",
        "20260314092653, 2026-03-14T09:26:53Z",
        "\"2026-03-14T10:26:53+01:00\", 2026-03-14T09:26:53Z",
        "\"20260230092653\", 2026-03-14T09:27:01.234Z",
        "\"yesterday\", 2026-03-14T09:27:01.234Z",
        "null, 2026-03-14T09:27:01.234Z",
        "2026, 2026-03-14T09:27:01.234Z"
    })
    void readsTheTimeOrTakesTheTimeOfReceipt(String created, Instant time) {
        assertThat(event("{\"Id\":\"1\",\"Category\":1,\"Code\":1,\"CreationDateUtc\":" + created + "}")
                        .time())
                .isEqualTo(time);
    }

    @Test
    void readsNamesOfTheEnvelopeInAnyCase() {
        EventRecord event = event(
                "{\"id\":\"1\",\"category\":\"1\",\"CODE\":\"2\",\"creationdateutc\":\"20260314092653\",\"sessionid\":5}");

        assertThat(event.id()).isEqualTo(EventId.of("test", "1"));
        assertThat(event.topic()).isEqualTo("agent.signed-out");
        assertThat(event.subject()).isEqualTo("5");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-14T09:26:53Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ActivityCode\":\"34\" | \"lunch\"",
                "\"ActivityCode\":34,\"ActivityName\":\"Meeting\" | none",
                "\"ActivityCode\":34,\"Activity\":\"theirs\" | \"theirs\"",
                "\"ActivityCode\":35 | none",
                "\"ActivityCode\":null | none",
                "\"X\":0 | none"
            })
    void namesActivitiesThatTheSenderDoesNotName(String members, String activity) {
        AgentEvents adapter = new AgentEvents(Map.of(34L, "lunch"), Samples.USUAL_WINDOW);

        EventRecord event =
                Samples.event(adapter, Samples.request("{\"Id\":\"1\",\"Category\":1,\"Code\":3," + members + "}"));

        assertThat(String.valueOf(event.data().get("Activity"))).isEqualTo(activity.equals("none") ? "null" : activity);
    }

    @Test
    void readsAnArrayAllOrNone() {
        String one = "{\"Id\":\"1\",\"Category\":1,\"Code\":1}";
        String two = one.replace("\"1\"", "\"2\"");

        assertThat(Samples.events(ADAPTER, Samples.request("[" + one + "," + two + "]")))
                .extracting(EventRecord::id)
                .containsExactly(EventId.of("test", "1"), EventId.of("test", "2"));
        assertThat(Samples.refused(ADAPTER, Samples.request("[" + one + ",{\"Id\":\"2\",\"Category\":1}]")))
                .isEqualTo(new Adapted.Refused("not-an-agent-event", "[1].Code is missing or empty."));
        assertThat(Samples.refused(ADAPTER, Samples.request("[" + one + ",7]")))
                .isEqualTo(new Adapted.Refused("not-an-object", "Element [1] is not an object."));
    }

    @Test
    void eventsWithoutAnIdAreRepeatsWithinAWindowOnly() {
        Adapted.Events events = (Adapted.Events)
                ADAPTER.adapt("test", Samples.request("[{\"Category\":1,\"Code\":1},{\"Category\":1,\"Code\":1}]"));

        assertThat(events.events()).extracting(EventRecord::id).doesNotHaveDuplicates();
        assertThat(events.events()).allMatch(event -> events.window(event).isPresent());
    }

    private static EventRecord event(String body) {
        return Samples.event(ADAPTER, Samples.request(body));
    }
}
