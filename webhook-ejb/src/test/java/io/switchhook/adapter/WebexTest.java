package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.identity.EventId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebexTest {
    private static final WebexWebhooks WEBHOOKS = new WebexWebhooks(Samples.USUAL_WINDOW);
    private static final WebexFlow FLOW = new WebexFlow(MemberRules.of(WebexFlow.USUAL_NAME), Samples.USUAL_WINDOW);
    private static final String V1 = Samples.read("webex-v1.json");
    private static final String V2 = Samples.read("webex-v2.json");
    private static final String FLOW_BODY = Samples.read("webex-flow.json");

    @Test
    void readsAnEventOfVersion1() {
        EventRecord event = Samples.event(WEBHOOKS, Samples.request(V1));

        assertThat(event.id()).isEqualTo(EventId.of("test", "11111111-2222-4333-8444-555555555555"));
        assertThat(event.kind()).isEqualTo(EventKind.AGENT);
        assertThat(event.topic()).isEqualTo("webex.agent.login");
        assertThat(event.subject()).isEqualTo("agent-demo");
        assertThat(event.time()).isEqualTo(Samples.NOW);
        assertThat(event.data()).hasToString("{\"agentId\":\"agent-demo\"}");
    }

    @Test
    void readsAnEventOfVersion2() {
        EventRecord event = Samples.event(WEBHOOKS, Samples.request(V2));

        assertThat(event.kind()).isEqualTo(EventKind.TASK);
        assertThat(event.topic()).isEqualTo("webex.task.ended");
        assertThat(event.subject()).isEqualTo("task-demo");
        assertThat(event.time()).isEqualTo(Instant.ofEpochMilli(1_773_480_413_000L));
    }

    @ParameterizedTest
    @CsvSource({"\"1773480425500\"", "1773480425500"})
    void takesTheTimeOfDispatchWhereTheEventHasNone(String timestamp) {
        String body = V2.replace("\"1773480425500\"", timestamp).replace("createdTime", "otherTime");

        assertThat(Samples.event(WEBHOOKS, Samples.request(body)).time())
                .isEqualTo(Instant.ofEpochMilli(1_773_480_425_500L));
    }

    @ParameterizedTest
    @CsvSource({
        "agent:channelType_state_change, webex.agent.channelType_state_change, AGENT",
        "task-message:append-failed, webex.task-message.append-failed, TASK",
        "capture:available, webex.capture.available, TASK",
        "flow:something:new, webex.flow.something.new, TASK"
    })
    void namesTopicsByTypeAlsoThoseItDoesNotKnow(String type, String topic, EventKind kind) {
        EventRecord event = Samples.event(WEBHOOKS, Samples.request(V2.replace("task:ended", type)));

        assertThat(event.topic()).isEqualTo(topic);
        assertThat(event.kind()).isEqualTo(kind);
    }

    @Test
    void anEventWithoutDataIsAboutNothing() {
        EventRecord event = Samples.event(WEBHOOKS, Samples.request("{\"id\":\"1\",\"type\":\"ping\"}"));

        assertThat(event.kind()).isEqualTo(EventKind.PLAIN);
        assertThat(event.subject()).isEmpty();
        assertThat(event.data()).isEmpty();
    }

    @Test
    void refusesAnEventWithoutAType() {
        assertThat(Samples.refused(WEBHOOKS, Samples.request("{\"id\":\"1\"}")))
                .isEqualTo(new Adapted.Refused("not-a-webex-event", "type is missing or empty."));
    }

    @Test
    void readsTheBodyOfAFlow() {
        Adapted.Events events = (Adapted.Events) FLOW.adapt("test", Samples.request(FLOW_BODY));
        EventRecord event = events.events().get(0);

        assertThat(event.kind()).isEqualTo(EventKind.PLAIN);
        assertThat(event.topic()).isEqualTo("webex.flow.event");
        assertThat(event.subject()).isEqualTo("aaaa1111-2222-4333-8444-555566667777");
        assertThat(event.time()).isEqualTo(Samples.NOW);
        assertThat(event.data()).isEqualTo(JsonText.read(FLOW_BODY));
        assertThat(events.window(event)).isPresent();
    }

    @Test
    void findsTheInteractionInAnyCase() {
        assertThat(Samples.event(FLOW, Samples.request(FLOW_BODY.replace("InteractionId", "interactionID")))
                        .subject())
                .isEqualTo("aaaa1111-2222-4333-8444-555566667777");
    }

    @Test
    void aFlowMayNameItsEventsAndSubjects() {
        WebexFlow named = new WebexFlow(
                new MemberRules(
                        "hung-up",
                        Optional.of(ValueFrom.of("Event")),
                        Optional.of(ValueFrom.of("ANI")),
                        Optional.empty(),
                        Optional.empty()),
                Samples.USUAL_WINDOW);

        assertThat(Samples.event(
                        named, Samples.request("{\"Event\":\"accepted\",\"ANI\":\"+1\",\"InteractionId\":\"i\"}")))
                .satisfies(event -> {
                    assertThat(event.topic()).isEqualTo("webex.flow.accepted");
                    assertThat(event.subject()).isEqualTo("+1");
                });
        assertThat(Samples.event(named, Samples.request("{\"InteractionId\":\"i\"}"))
                        .topic())
                .isEqualTo("webex.flow.hung-up");
    }
}
