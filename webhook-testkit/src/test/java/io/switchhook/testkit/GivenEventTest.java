package io.switchhook.testkit;

import static io.switchhook.testkit.GivenEvent.agent;
import static io.switchhook.testkit.GivenEvent.conversation;
import static io.switchhook.testkit.GivenEvent.interaction;
import static io.switchhook.testkit.GivenEvent.plain;
import static io.switchhook.testkit.GivenEvent.task;
import static io.switchhook.testkit.GivenEvent.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.AgentEvent;
import io.switchhook.api.ConversationEvent;
import io.switchhook.api.InteractionEvent;
import io.switchhook.api.TaskEvent;
import io.switchhook.api.VisitEvent;
import io.switchhook.api.WebhookEvent;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenEventTest {

    @Test
    void isOfTheSubtypeItBeginsWithAndReadsTheSendersData() {
        assertThat(interaction("i")
                        .data("{\"mediaType\":\"chat\"}")
                        .as(InteractionEvent.class)
                        .mediaType())
                .contains("chat");
        assertThat(conversation("c")
                        .data("{\"ani\":\"+41\"}")
                        .as(ConversationEvent.class)
                        .ani())
                .contains("+41");
        assertThat(agent("s")
                        .data("{\"Username\":\"ann\"}")
                        .as(AgentEvent.class)
                        .agent())
                .contains("ann");
        assertThat(visit("v").data("{\"pageID\":\"p\"}").as(VisitEvent.class).pageId())
                .contains("p");
        assertThat(task("t").data("{\"reason\":\"busy\"}").as(TaskEvent.class).reason())
                .contains("busy");
    }

    @Test
    void plainEventIsOfNoSubtype() {
        assertThat(plain("").as(WebhookEvent.class))
                .isNotInstanceOfAny(
                        InteractionEvent.class,
                        ConversationEvent.class,
                        AgentEvent.class,
                        VisitEvent.class,
                        TaskEvent.class);
    }

    @Test
    void topicAndSourceAreAsGivenAndTimeIsWhenItWasReceived() {
        Instant when = Instant.parse("2026-07-01T08:00:00Z");
        WebhookEvent event = interaction("chat-1")
                .topic("interaction.started")
                .source("digital")
                .receivedAt(when)
                .as(WebhookEvent.class);

        assertThat(event.subject()).isEqualTo("chat-1");
        assertThat(event.topic()).isEqualTo("interaction.started");
        assertThat(event.source()).isEqualTo("digital");
        assertThat(event.receivedAt()).isEqualTo(when);
        assertThat(event.time()).isEqualTo(when);
    }

    @Test
    void timeGivenStaysWhateverIsGivenLater() {
        Instant when = Instant.parse("2026-07-01T08:00:00Z");

        assertThat(plain("")
                        .time(when)
                        .receivedAt(when.plusSeconds(9))
                        .topic("t")
                        .as(WebhookEvent.class)
                        .time())
                .isEqualTo(when);
    }

    @Test
    void eventsMadeOfOneAnotherAreDifferentEventsUnlessTheyAreNamed() {
        GivenEvent one = interaction("chat-1").topic("interaction.started");

        assertThat(Set.of(id(one), id(one.topic("interaction.finished")), id(one.source("digital"))))
                .hasSize(3);
        assertThat(id(one.id("e-1").topic("interaction.finished"))).isEqualTo("e-1");
        assertThat(id(one)).isEqualTo(id(one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chat", "[1]", "{\"mediaType\":", "\"text\""})
    void textThatIsNoJsonObjectIsRefused(String text) {
        assertThatThrownBy(() -> plain("").data(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("data must be a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void blankTopicSourceAndIdAreRefusedAsOnAServer(String blank) {
        assertThatThrownBy(() -> plain("").topic(blank)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain("").source(blank)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plain("").id(blank)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String id(GivenEvent event) {
        return event.as(WebhookEvent.class).id();
    }
}
