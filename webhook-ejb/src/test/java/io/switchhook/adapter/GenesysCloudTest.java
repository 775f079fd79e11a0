package io.switchhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.EventId;
import io.switchhook.identity.RepeatWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenesysCloudTest {
    private static final GenesysCloud ADAPTER = new GenesysCloud(GenesysCloud.USUAL_TOPIC, Samples.USUAL_WINDOW);
    private static final String ENVELOPE = Samples.read("genesys-cloud-envelope.json");
    private static final String BODY = Samples.read("genesys-cloud-body.json");
    private static final String CALL = Samples.read("genesys-cloud-call.json");

    @Test
    void readsTheEnvelopeOfEventBridge() {
        EventRecord event = event(ENVELOPE);

        assertThat(event.id()).isEqualTo(EventId.of("test", "e0000000-0000-4000-8000-000000000001"));
        assertThat(event.kind()).isEqualTo(EventKind.CONVERSATION);
        assertThat(event.topic()).isEqualTo("v2.detail.events.conversation.{id}.user.end");
        assertThat(event.subject()).isEqualTo("c0000000-0000-4000-8000-000000000001");
        assertThat(event.time()).isEqualTo(Instant.ofEpochMilli(1_773_480_413_000L));
        assertThat(event.correlationId()).isEqualTo("demo-correlation");
        assertThat(event.data().keySet())
                .containsExactly(
                        "eventTime", "conversationId", "mediaType", "messageType", "disconnectType", "addressTo");
    }

    @Test
    void readsABareBodyUnderTheTopicOfTheSource() {
        EventRecord event = Samples.event(
                new GenesysCloud("v2.detail.events.conversation.{id}.user.end", Samples.USUAL_WINDOW),
                Samples.request(BODY));

        assertThat(event.kind()).isEqualTo(EventKind.CONVERSATION);
        assertThat(event.topic()).isEqualTo("v2.detail.events.conversation.{id}.user.end");
        assertThat(event.subject()).isEqualTo("c0000000-0000-4000-8000-000000000001");
        assertThat(event.time()).isEqualTo(Instant.ofEpochMilli(1_773_480_413_000L));
        assertThat(event.data().getString("disconnectType")).isEqualTo("TRANSFER");
        assertThat(event(BODY).topic()).isEqualTo("genesys-cloud.event");
    }

    @ParameterizedTest
    @CsvSource({"topicName", "topic"})
    void aBareBodyMayNameItsTopic(String member) {
        String body = BODY.replaceFirst(
                "\\{",
                "{\"" + member + "\":\"v2.detail.events.conversation.c0000000-0000-4000-8000-000000000001.acw\",");

        assertThat(event(body).topic()).isEqualTo("v2.detail.events.conversation.{id}.acw");
    }

    @Test
    void readsTheCallOfAWorkflow() {
        EventRecord event = event(CALL);

        assertThat(event.kind()).isEqualTo(EventKind.CONVERSATION);
        assertThat(event.topic()).isEqualTo("v2.detail.events.conversation.{id}.user.end");
        assertThat(event.subject()).isEqualTo("bot-user-77");
        assertThat(event.time()).isEqualTo(Samples.NOW);
        assertThat(event.data()).hasToString(CALL);
    }

    @Test
    void takesNoCallOfAWorkflowForARepeat() {
        Adapted.Events first = (Adapted.Events) ADAPTER.adapt("test", Samples.request(CALL));

        assertThat(first.window(first.events().get(0))).isEmpty();
        assertThat(event(CALL).id()).isNotEqualTo(first.events().get(0).id());
    }

    @Test
    void takesTheSameBareBodyWithinTheWindowForARepeat() {
        Adapted.Events first = (Adapted.Events) ADAPTER.adapt("test", Samples.request(BODY));
        EventRecord event = first.events().get(0);

        assertThat(first.window(event)).hasValueSatisfying(window -> {
            assertThat(window.length()).isEqualTo(Duration.ofMinutes(1));
            assertThat(window.id(Samples.NOW)).isEqualTo(event.id());
        });
        assertThat(event(BODY).id()).isEqualTo(event.id());
        assertThat(event(BODY.replace("TRANSFER", "PEER")).id()).isNotEqualTo(event.id());
    }

    @Test
    void aWindowThatIsSetHoldsForEveryShapeWithoutAnId() {
        GenesysCloud hour = new GenesysCloud(
                GenesysCloud.USUAL_TOPIC,
                new DuplicateWindow(Optional.of(Duration.ofHours(1)), new SplittableRandom(1)));

        for (String body : new String[] {BODY, CALL}) {
            Adapted.Events events = (Adapted.Events) hour.adapt("test", Samples.request(body));
            assertThat(events.window(events.events().get(0)))
                    .map(RepeatWindow::length)
                    .contains(Duration.ofHours(1));
        }
    }

    @Test
    void aWindowOfZeroMakesEveryBodyAnEvent() {
        GenesysCloud none = new GenesysCloud(
                GenesysCloud.USUAL_TOPIC, new DuplicateWindow(Optional.of(Duration.ZERO), new SplittableRandom(1)));

        assertThat(Samples.event(none, Samples.request(BODY)).id())
                .isNotEqualTo(Samples.event(none, Samples.request(BODY)).id());
    }

    @Test
    void anEventOfAUserIsAboutTheIdInItsTopic() {
        EventRecord event = event("{\"id\":\"e\",\"detail-type\":\"v2.users.{id}.activity\",\"detail\":{\"topicName\":"
                + "\"v2.users.d0000000-0000-4000-8000-000000000009.activity\",\"eventBody\":{\"id\":\"x\"},"
                + "\"timestamp\":\"2026-03-14T09:26:53.107Z\"}}");

        assertThat(event.kind()).isEqualTo(EventKind.PLAIN);
        assertThat(event.topic()).isEqualTo("v2.users.{id}.activity");
        assertThat(event.subject()).isEqualTo("d0000000-0000-4000-8000-000000000009");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-14T09:26:53.107Z"));
    }

    @Test
    void anEventWithoutConversationIsAboutItsAddress() {
        assertThat(event("{\"eventTime\":1,\"addressTo\":\"bot-user-77\",\"userId\":\"agent\"}")
                        .subject())
                .isEqualTo("bot-user-77");
        assertThat(event("{\"eventTime\":1,\"userId\":\"agent\"}").subject()).isEmpty();
    }

    @Test
    void passesEventsOfOthersOnTheSameBusOn() {
        EventRecord event = event("{\"id\":\"e\",\"detail-type\":\"Scheduled Event\",\"time\":\"2026-03-14T09:26:53Z\","
                + "\"detail\":{\"a\":1}}");

        assertThat(event.topic()).isEqualTo("Scheduled Event");
        assertThat(event.subject()).isEmpty();
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-14T09:26:53Z"));
        assertThat(event.data()).hasToString("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "v2.detail.events.conversation.id.user.end, v2.detail.events.conversation.{id}.user.end,",
        "v2.detail.events.conversation.{id}.acw, v2.detail.events.conversation.{id}.acw,",
        "v2.detail.events.conversation.any-shape.acw, v2.detail.events.conversation.{id}.acw, any-shape",
        "v2.users.d0000000-0000-4000-8000-000000000009.activity, v2.users.{id}.activity,"
                + " d0000000-0000-4000-8000-000000000009",
        "v2.users.id.activity, v2.users.{id}.activity,",
        "v2.quality.evaluations, v2.quality.evaluations,",
        "v2.outbound.email.campaigns.contact.preContact, v2.outbound.email.campaigns.contact.preContact,",
        "v2.detail.events.conversation., v2.detail.events.conversation.{id},",
        ".., ..,"
    })
    void findsTemplateAndIdOfATopic(String topic, String template, String id) {
        assertThat(GenesysTopics.template(topic)).isEqualTo(template);
        assertThat(GenesysTopics.id(topic)).isEqualTo(Optional.ofNullable(id));
    }

    private static EventRecord event(String body) {
        return Samples.event(ADAPTER, Samples.request(body));
    }
}
