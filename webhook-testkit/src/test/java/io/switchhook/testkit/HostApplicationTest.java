package io.switchhook.testkit;

import static io.switchhook.testkit.GivenEvent.conversation;
import static io.switchhook.testkit.GivenEvent.interaction;
import static io.switchhook.testkit.GivenEvent.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.FromSource;
import io.switchhook.api.InteractionEvent;
import io.switchhook.api.Subscription;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.testkit.Outcome.Delivered;
import io.switchhook.testkit.Outcome.Failed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HostApplicationTest {
    private HostApplication application = HostApplication.of(Desk.class, Ticket.class, Unrelated.class);

    @AfterEach
    void stop() {
        application.close();
    }

    /** Another application: not every container can run two at a time. */
    private HostApplication only(Class<?> bean) {
        application.close();
        application = HostApplication.of(bean);
        return application;
    }

    @Test
    void everyObserverOfItsTypeTopicAndSourceIsCalledOnceWithTheEvent() {
        Delivered delivered = application.deliver(interaction("chat-1")
                .topic("interaction.started")
                .source("digital")
                .data("{\"mediaType\":\"chat\"}"));

        assertThat(delivered.observers())
                .containsExactlyInAnyOrder("Desk.any", "Desk.started", "Desk.digital")
                .doesNotHaveDuplicates();
        assertThat(application.get(Desk.class).heard())
                .containsExactlyInAnyOrder("any chat-1", "started chat", "digital chat-1");
    }

    @Test
    @Tag("weld") // OpenWebBeans gives the thread that started it one for all
    void eachDeliveryHasARequestScopeOfItsOwn() {
        application.deliver(plain("p-1"));
        application.deliver(plain("p-2"));

        assertThat(application.get(Desk.class).tickets()).containsExactly(1, 1);
    }

    @Test
    void theSameEventMayBeDeliveredTwice() {
        GivenEvent event = plain("p-1");
        application.deliver(event);
        application.deliver(event);

        assertThat(application.get(Desk.class).ids()).hasSize(2);
        assertThat(application.get(Desk.class).ids().get(0))
                .isEqualTo(application.get(Desk.class).ids().get(1));
    }

    @Test
    void observerThatThrowsFailsTheDeliveryWithItsOwnException() {
        Outcome outcome = application.attempt(plain("p-1").topic("ledger.closed"));

        assertThat(outcome).isInstanceOf(Failed.class);
        assertThat(((Failed) outcome).cause())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("ledger is closed");
        assertThat(((Failed) outcome).observers()).endsWith("Desk.ledger");
    }

    @Test
    void checkedExceptionsAndErrorsAreToldAsThemselves() {
        assertThat(((Failed) application.attempt(plain("").topic("disk.full"))).cause())
                .isInstanceOf(IOException.class);
        assertThat(((Failed) application.attempt(plain("").topic("class.missing"))).cause())
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void deliveryThatIsInsistedOnSaysWhatWentWrong() {
        assertThatThrownBy(() -> application.deliver(plain("p-1").topic("ledger.closed")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Desk.ledger", "ledger.closed", "would come again", "ledger is closed")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFailureHarmsNoLaterDelivery() {
        application.attempt(plain("p-1").topic("ledger.closed"));

        assertThat(application.deliver(plain("p-1")).observers()).containsExactly("Desk.any");
    }

    @Test
    void topicThatIsMisspeltIsToldWithTheObserversThereAre() {
        HostApplication narrow = only(Narrow.class);

        assertThatThrownBy(() -> narrow.deliver(interaction("chat-1").topic("interaction.strated")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "interaction.strated",
                        "is an InteractionEvent",
                        "Narrow.on @FromSource(\"digital\") @Topic(\"interaction.started\") InteractionEvent");
        assertThat(narrow.attempt(interaction("chat-1").topic("interaction.strated")))
                .isEqualTo(new Delivered(List.of(), List.of()));
    }

    @Test
    void eventOfAnotherTypeIsForNoObserver() {
        HostApplication narrow = only(Narrow.class);

        assertThatThrownBy(() -> narrow.deliver(
                        conversation("c-1").topic("interaction.started").source("digital")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is a ConversationEvent");
    }

    @Test
    void applicationWithoutObserversIsNotSubscribed() {
        HostApplication deaf = only(Unrelated.class);

        assertThat(deaf.subscription()).isEmpty();
        assertThatThrownBy(() -> deaf.deliver(plain("")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no observer of events");
    }

    @Test
    void subscriptionIsKnownByItsName() {
        assertThat(application.subscription()).contains("desk");
        HostApplication unnamed = only(Narrow.class);

        assertThat(unnamed.subscription()).isEmpty();
    }

    @Test
    @Tag("weld") // OpenWebBeans takes no other application after one it refused
    void nameThatNoServerWouldTakeFailsTheDeployment() {
        assertThatThrownBy(() -> only(Misnamed.class)).hasStackTraceContaining("o'hara");
    }

    @ApplicationScoped
    @Subscription(name = "desk")
    static class Desk {
        private final List<String> heard = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private final List<Integer> tickets = new ArrayList<>();

        List<String> heard() {
            return heard;
        }

        List<String> ids() {
            return ids;
        }

        List<Integer> tickets() {
            return tickets;
        }

        void any(@Observes WebhookEvent event, Ticket ticket) {
            heard.add("any " + event.subject());
            ids.add(event.id());
            tickets.add(ticket.next());
        }

        void started(@Observes @Topic("interaction.started") InteractionEvent event) {
            heard.add("started " + event.mediaType().orElse(""));
        }

        void digital(@Observes @FromSource("digital") WebhookEvent event) {
            heard.add("digital " + event.subject());
        }

        void finished(@Observes @Topic("interaction.finished") InteractionEvent event) {
            heard.add("finished");
        }

        void ledger(@Observes @Topic("ledger.closed") WebhookEvent event) {
            throw new IllegalStateException("ledger is closed");
        }

        void disk(@Observes @Topic("disk.full") WebhookEvent event) throws IOException {
            throw new IOException("no space left");
        }

        void missing(@Observes @Topic("class.missing") WebhookEvent event) {
            throw new NoClassDefFoundError("org/example/Ledger");
        }
    }

    @RequestScoped
    static class Ticket {
        private int last;

        int next() {
            return ++last;
        }
    }

    @ApplicationScoped
    static class Narrow {
        private int heard;

        int heard() {
            return heard;
        }

        void on(@Observes @Topic("interaction.started") @FromSource("digital") InteractionEvent event) {
            heard++;
        }
    }

    @ApplicationScoped
    static class Unrelated {
        void on(@Observes String text) {}
    }

    @ApplicationScoped
    @Subscription(name = "o'hara")
    static class Misnamed {
        void on(@Observes WebhookEvent event) {}
    }
}
