package io.switchhook.testkit;

import static io.switchhook.testkit.GivenEvent.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.PastEvents;
import io.switchhook.api.Subscription;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.testkit.Outcome.Failed;
import io.switchhook.testkit.Outcome.NotWanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTest {
    private final HostApplication application = HostApplication.of(Choosy.class);

    @AfterEach
    void stop() {
        application.close();
    }

    @ParameterizedTest
    @CsvSource({"other.topic, digital, chat-1", "chat.closed, other, chat-1", "chat.closed, digital, mail-1"})
    void eventOutsideOfTheFilterReachesNoObserver(String topic, String source, String subject) {
        GivenEvent event = plain(subject).topic(topic).source(source);

        assertThat(application.attempt(event)).isEqualTo(new NotWanted());
        assertThatThrownBy(() -> application.deliver(event))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("filter", topic, "\"subjectPrefix\":\"chat-\"");
    }

    @Test
    void asynchronousObserversAreCalledAfterTheOthersAndWaitedFor() {
        assertThat(application
                        .deliver(plain("chat-1").topic("chat.closed").source("digital"))
                        .observers())
                .containsExactly("Choosy.now", "Choosy.later");
    }

    @Test
    void asynchronousObserverThatThrowsFailsTheDelivery() {
        assertThat(application.attempt(plain("chat-1").topic("chat.lost").source("digital")))
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.cause())
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("lost");
                    assertThat(failed.observers()).containsExactly("Choosy.lost", "Choosy.clean");
                });
    }

    @Test
    void eventOfThePastIsMarkedAndTheSameEvent() {
        GivenEvent event =
                plain("chat-1").topic("chat.closed").source("digital").id("e-1");
        application.deliver(event);
        application.deliver(event.replayed());

        assertThat(application.get(Choosy.class).heard()).isEqualTo("e-1 false, e-1 true, ");
    }

    @Test
    void whatIsAskedForOfThePastIsTold() {
        assertThat(application.asked()).containsExactly("first-load since 2026-11-01T00:00:00Z");
    }

    @ApplicationScoped
    @Subscription(
            name = "choosy",
            topics = {"chat.closed", "chat.lost"},
            sources = "digital",
            subjectPrefix = "chat-")
    static class Choosy {
        private String heard = "";

        String heard() {
            return heard;
        }

        void ask(@Observes @Initialized(ApplicationScoped.class) Object start, PastEvents past) {
            past.since("first-load", Instant.parse("2026-11-01T00:00:00Z"));
        }

        void now(@Observes @Topic("chat.closed") WebhookEvent event) {
            heard += event.id() + " " + event.replayed() + ", ";
        }

        void later(@ObservesAsync @Topic("chat.closed") WebhookEvent event) {}

        void lost(@ObservesAsync @Topic("chat.lost") WebhookEvent event) {
            throw new IllegalStateException("lost");
        }

        void told(@Observes(during = TransactionPhase.AFTER_SUCCESS) @Topic("chat.lost") WebhookEvent event) {}

        void clean(@Observes(during = TransactionPhase.AFTER_FAILURE) @Topic("chat.lost") WebhookEvent event) {}
    }
}
