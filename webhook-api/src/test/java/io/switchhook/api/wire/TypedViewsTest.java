package io.switchhook.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.AgentEvent;
import io.switchhook.api.AgentEvent.Availability;
import io.switchhook.api.AgentEvent.Change;
import io.switchhook.api.ConversationEvent;
import io.switchhook.api.TaskEvent;
import io.switchhook.api.VisitEvent;
import io.switchhook.api.WebhookEvent;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedViewsTest {

    @ParameterizedTest
    @EnumSource(EventKind.class)
    void everyKindHasAViewThatSaysWhatTheRecordSays(EventKind kind) {
        EventRecord event = record(kind, "a.topic", "{\"x\":1}");

        WebhookEvent view = event.view();

        assertThat(view.id()).isEqualTo(event.id());
        assertThat(view.source()).isEqualTo(event.source());
        assertThat(view.topic()).isEqualTo(event.topic());
        assertThat(view.subject()).isEqualTo(event.subject());
        assertThat(view.time()).isEqualTo(event.time());
        assertThat(view.receivedAt()).isEqualTo(event.receivedAt());
        assertThat(view.data()).isEqualTo(event.data());
        assertThat(view).isEqualTo(event.view()).hasSameHashCodeAs(event.view());
        assertThat(view).isNotEqualTo(record(kind, "another.topic", "{\"x\":1}").view());
    }

    @Test
    void viewsOfDifferentKindsDiffer() {
        assertThat(record(EventKind.TASK, "t", "{}").view())
                .isNotEqualTo(record(EventKind.VISIT, "t", "{}").view());
    }

    @Test
    void conversationHasTypedMembers() {
        ConversationEvent event = conversation(
                "{\"eventTime\":1,\"conversationId\":\"c\",\"participantId\":\"p\",\"sessionId\":\"s\","
                        + "\"mediaType\":\"MESSAGE\",\"messageType\":\"OPEN\",\"direction\":\"INBOUND\","
                        + "\"disconnectType\":\"PEER\",\"userId\":\"u\",\"queueId\":\"q\",\"divisionId\":\"d\","
                        + "\"addressTo\":\"to\",\"addressFrom\":\"from\",\"ani\":\"+1\",\"dnis\":\"+2\",\"wrapupCode\":\"w\"}");

        assertThat(event.conversationId()).contains("c");
        assertThat(event.participantId()).contains("p");
        assertThat(event.sessionId()).contains("s");
        assertThat(event.mediaType()).contains("MESSAGE");
        assertThat(event.messageType()).contains("OPEN");
        assertThat(event.direction()).contains("INBOUND");
        assertThat(event.disconnectType()).contains("PEER");
        assertThat(event.userId()).contains("u");
        assertThat(event.queueId()).contains("q");
        assertThat(event.divisionId()).contains("d");
        assertThat(event.addressTo()).contains("to");
        assertThat(event.addressFrom()).contains("from");
        assertThat(event.ani()).contains("+1");
        assertThat(event.dnis()).contains("+2");
        assertThat(event.wrapupCode()).contains("w");
    }

    @Test
    void userOfAHandoverIsTheAddress() {
        ConversationEvent event = conversation("{\"userId\":\"bot-user-77\",\"topic\":\"t\",\"disconnectType\":\"\"}");

        assertThat(event.addressTo()).contains("bot-user-77");
        assertThat(event.userId()).isEmpty();
        assertThat(event.disconnectType()).isEmpty();
    }

    @Test
    void visitHasTypedMembers() {
        VisitEvent event = (VisitEvent) record(
                        EventKind.VISIT,
                        "BUSINESS.AddToCart",
                        "{\"eventType\":\"BUSINESS\",\"eventName\":\"AddToCart\",\"pageID\":\"p\",\"category\":\"cart; lamps;;\","
                                + "\"url\":\"https://shop.example.invalid/p/42\",\"languageCode\":\"en-US\","
                                + "\"globalVisitID\":\"g\",\"visitID\":\"v\",\"data\":{\"productName\":\"Demo lamp\"}}")
                .view();

        assertThat(event.eventType()).contains("BUSINESS");
        assertThat(event.eventName()).contains("AddToCart");
        assertThat(event.pageId()).contains("p");
        assertThat(event.categories()).containsExactly("cart", "lamps");
        assertThat(event.url()).contains(URI.create("https://shop.example.invalid/p/42"));
        assertThat(event.languageCode()).contains("en-US");
        assertThat(event.globalVisitId()).contains("g");
        assertThat(event.visitId()).contains("v");
        assertThat(event.details().getString("productName")).isEqualTo("Demo lamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"data\":null,\"category\":null}", "{\"data\":[],\"category\":\"\"}"})
    void visitWithoutDetailsHasEmptyOnes(String data) {
        VisitEvent event =
                (VisitEvent) record(EventKind.VISIT, "SYSTEM.PageExited", data).view();

        assertThat(event.details()).isEmpty();
        assertThat(event.categories()).isEmpty();
    }

    @Test
    void taskHasTypedMembers() {
        TaskEvent event = (TaskEvent) record(
                        EventKind.TASK,
                        "webex.task.ended",
                        "{\"taskId\":\"t\",\"channelType\":\"telephony\",\"direction\":\"INBOUND\",\"origin\":\"+1\","
                                + "\"destination\":\"+2\",\"queueId\":\"q\",\"agentId\":\"a\",\"reason\":\"r\","
                                + "\"terminatingParty\":\"Agent\"}")
                .view();

        assertThat(event.taskId()).contains("t");
        assertThat(event.channelType()).contains("telephony");
        assertThat(event.direction()).contains("INBOUND");
        assertThat(event.origin()).contains("+1");
        assertThat(event.destination()).contains("+2");
        assertThat(event.queueId()).contains("q");
        assertThat(event.agentId()).contains("a");
        assertThat(event.reason()).contains("r");
        assertThat(event.terminatingParty()).contains("Agent");
    }

    @ParameterizedTest
    @CsvSource({
        "agent.signed-in, SIGNED_IN",
        "agent.signed-out, SIGNED_OUT",
        "agent.status-changed, STATUS_CHANGED",
        "agent.receiving-work-item, RECEIVING_WORK_ITEM",
        "agent.accepted-work-item, ACCEPTED_WORK_ITEM",
        "agent.declined-work-item, DECLINED_WORK_ITEM",
        "agent.released-work-item, RELEASED_WORK_ITEM",
        "webex.agent.login, SIGNED_IN",
        "webex.agent.logout, SIGNED_OUT",
        "webex.agent.state_change, STATUS_CHANGED",
        "agent.code.7, ",
        "category.4.code.1, "
    })
    void agentChangesByTopic(String topic, Change change) {
        if (change == null) {
            assertThat(agent(topic, "{}").change()).isEmpty();
        } else {
            assertThat(agent(topic, "{}").change()).contains(change);
        }
    }

    @Test
    void agentHasTypedMembersInAnyCaseAndNumbersAsText() {
        AgentEvent event = agent(
                "agent.status-changed",
                "{\"username\":\"demo.agent\",\"SessionId\":\"S-1\",\"PHONENO\":15550100,\"ActivityCode\":\"34\","
                        + "\"AvailabilityCode\":\"0\",\"ActivityName\":\"\",\"Activity\":\"on break\"}");

        assertThat(event.agent()).contains("demo.agent");
        assertThat(event.sessionId()).contains("S-1");
        assertThat(event.phoneNumber()).contains("15550100");
        assertThat(event.activityCode()).hasValue(34);
        assertThat(event.activity()).contains("on break");
        assertThat(event.availability()).contains(Availability.NOT_AVAILABLE);
    }

    @Test
    void activityWithoutAnyNameIsItsCode() {
        assertThat(agent("agent.status-changed", "{\"ActivityCode\":99}").activity())
                .contains("99");
    }

    @ParameterizedTest
    @CsvSource({"0, NOT_AVAILABLE", "1, AVAILABLE", "2, INTERNAL_CALLS_ONLY"})
    void availabilityByCode(int code, Availability availability) {
        assertThat(agent("agent.status-changed", "{\"AvailabilityCode\":" + code + "}")
                        .availability())
                .contains(availability);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "1.5", "\"x\"", "1e9999", "null", "{}", "99999999999999", "\"\""})
    void availabilityOfAnUnknownCodeIsEmpty(String code) {
        assertThat(agent("agent.status-changed", "{\"AvailabilityCode\":" + code + "}")
                        .availability())
                .isEmpty();
    }

    @Test
    void agentOfWebexHasTypedMembers() {
        AgentEvent event = agent(
                "webex.agent.state_change",
                "{\"agentId\":\"a\",\"currentState\":\"Available\",\"taskId\":\"t\",\"destination\":\"+1\"}");

        assertThat(event.agent()).contains("a");
        assertThat(event.activity()).contains("Available");
        assertThat(event.availability()).contains(Availability.AVAILABLE);
        assertThat(event.taskId()).contains("t");
        assertThat(event.phoneNumber()).isEmpty();
        assertThat(agent("webex.agent.login", "{\"destination\":\"+1\"}").phoneNumber())
                .contains("+1");
    }

    @ParameterizedTest
    @CsvSource({"idle, true", "WrapUp, true", "LoggedOut, true", "levitating, false"})
    void availabilityOfWebexIsThatOfKnownStates(String state, boolean known) {
        assertThat(agent("webex.agent.state_change", "{\"currentState\":\"" + state + "\"}")
                        .availability()
                        .filter(Availability.NOT_AVAILABLE::equals)
                        .isPresent())
                .isEqualTo(known);
    }

    private static ConversationEvent conversation(String data) {
        return (ConversationEvent) record(EventKind.CONVERSATION, "v2.detail.events.conversation.{id}.user.end", data)
                .view();
    }

    private static AgentEvent agent(String topic, String data) {
        return (AgentEvent) record(EventKind.AGENT, topic, data).view();
    }

    private static EventRecord record(EventKind kind, String topic, String data) {
        return new EventRecord(
                "e-1",
                kind,
                "s",
                topic,
                "subject",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                "",
                JsonText.read(data));
    }
}
