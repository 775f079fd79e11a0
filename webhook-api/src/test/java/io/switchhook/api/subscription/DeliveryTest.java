package io.switchhook.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.switchhook.api.FromSource;
import io.switchhook.api.InteractionEvent;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.Interest;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final WeldContainer container =
            new Weld().disableDiscovery().beanClasses(Desk.class, Ticket.class).initialize();
    private final Desk desk = container.select(Desk.class).get();
    private final LocalTransaction transaction = new LocalTransaction();
    private final Function<EventRecord, Optional<Throwable>> observers = new Observers(
            container.getBeanManager().getEvent().select(WebhookEvent.class),
            transaction,
            container.select(RequestContextController.class).get(),
            Optional.of(work -> new Thread(work).start()))::call;

    @AfterEach
    void stop() {
        container.close();
    }

    @Test
    void everyObserverOfItsTypeTopicAndSourceGetsTheOneEventAndNoOther() {
        SubscriberReport report = delivery("interaction.started")
                .to(observers, Interest.ALL, () -> false)
                .orElseThrow();

        assertThat(report).isEqualTo(new Delivered("crm", 17, 1));
        assertThat(desk.calls()).containsExactlyInAnyOrder("any", "interaction", "started", "digital");
        assertThat(transaction.calls).containsExactly("begin", "commit");
    }

    @Test
    void eachDeliveryHasARequestScopeOfItsOwn() {
        for (int i = 0; i < 2; i++) {
            assertThat(delivery("interaction.started").to(observers, Interest.ALL, () -> false))
                    .isPresent();
        }

        assertThat(desk.tickets()).containsExactly(1, 1);
    }

    @Test
    void observerThatThrowsRollsBackAndIsReportedByClassAndMessage() {
        SubscriberReport report = delivery("ledger.closed")
                .to(observers, Interest.ALL, () -> false)
                .orElseThrow();

        assertThat(report).isEqualTo(new Failed("crm", 17, 1, "IllegalStateException: ledger is closed"));
        assertThat(transaction.calls).containsExactly("begin", "rollback");
    }

    @Test
    void checkedExceptionIsReportedAsItself() {
        assertThat(delivery("disk.full")
                        .to(observers, Interest.ALL, () -> false)
                        .orElseThrow())
                .isEqualTo(new Failed("crm", 17, 1, "IOException: no space left"));
    }

    @Test
    void errorFailsTheDeliveryAndNotTheThread() {
        assertThat(delivery("class.missing")
                        .to(observers, Interest.ALL, () -> false)
                        .orElseThrow())
                .isEqualTo(new Failed("crm", 17, 1, "NoClassDefFoundError: org/example/Ledger"));
        assertThat(transaction.calls).containsExactly("begin", "rollback");
    }

    @Test
    void transactionMarkedForRollbackFailsTheDelivery() {
        desk.mark(transaction);

        assertThat(delivery("interaction.started")
                        .to(observers, Interest.ALL, () -> false)
                        .orElseThrow())
                .isEqualTo(new Failed("crm", 17, 1, "IllegalStateException: the transaction was marked for rollback"));
        assertThat(transaction.calls).containsExactly("begin", "rollback");
    }

    @Test
    void commitThatFailsFailsTheDelivery() {
        transaction.commitFails = true;

        assertThat(delivery("interaction.started")
                        .to(observers, Interest.ALL, () -> false)
                        .orElseThrow())
                .isEqualTo(new Failed("crm", 17, 1, "RollbackException: the ledger is full"));
        assertThat(transaction.calls).containsExactly("begin", "commit");
    }

    @Test
    void whatTheApplicationDoesNotWantAnyMoreIsLeftOutAndSaid() {
        Interest others = new Interest(Set.of("interaction.finished"), Set.of(), "");

        assertThat(delivery("interaction.started").to(observers, others, () -> false))
                .contains(new Delivered("crm", 17, 1, false));
        assertThat(desk.calls()).isEmpty();
        assertThat(transaction.calls).isEmpty();
    }

    @Test
    void asynchronousObserversAreWaitedForBeforeTheCommit() {
        assertThat(delivery("told.later").to(observers, Interest.ALL, () -> false))
                .contains(new Delivered("crm", 17, 1));

        assertThat(desk.calls()).containsExactlyInAnyOrder("any", "interaction", "digital", "later");
    }

    @Test
    void asynchronousObserverThatThrowsFailsTheDeliveryAndTheTransactionOfTheOthers() {
        assertThat(delivery("failed.later").to(observers, Interest.ALL, () -> false))
                .contains(new Failed("crm", 17, 1, "IllegalStateException: too late"));
        assertThat(transaction.calls).containsExactly("begin", "rollback");
    }

    @Test
    void failureWhileTheApplicationStopsIsNotReported() {
        assertThat(delivery("ledger.closed").to(observers, Interest.ALL, () -> true))
                .isEmpty();
        assertThat(delivery("interaction.started").to(observers, Interest.ALL, () -> true))
                .contains(new Delivered("crm", 17, 1));
    }

    @Test
    void textThatIsNoEventFailsWithoutATransaction() {
        assertThat(new Delivery("crm", 17, 2, "rubbish")
                        .to(observers, Interest.ALL, () -> false)
                        .orElseThrow())
                .asInstanceOf(type(Failed.class))
                .satisfies(failed -> assertThat(failed.attempt()).isEqualTo(2));
        assertThat(transaction.calls).isEmpty();
    }

    private static Delivery delivery(String topic) {
        EventRecord event = new EventRecord(
                "e-1",
                EventKind.INTERACTION,
                "digital",
                topic,
                "i-1",
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                JsonValue.EMPTY_JSON_OBJECT);
        return new Delivery("crm", 17, 1, event.toJson().toString());
    }

    @ApplicationScoped
    static class Desk {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<Integer> tickets = new ArrayList<>();
        private LocalTransaction marking;

        void mark(LocalTransaction transaction) {
            marking = transaction;
        }

        List<String> calls() {
            return calls;
        }

        List<Integer> tickets() {
            return tickets;
        }

        void any(@Observes WebhookEvent event, Ticket ticket) {
            calls.add("any");
            tickets.add(ticket.next());
            if (marking != null) {
                marking.setRollbackOnly();
            }
        }

        void interaction(@Observes InteractionEvent event) {
            calls.add("interaction");
        }

        void started(@Observes @Topic("interaction.started") InteractionEvent event) {
            calls.add("started");
        }

        void digital(@Observes @FromSource("digital") WebhookEvent event) {
            calls.add("digital");
        }

        void finished(@Observes @Topic("interaction.finished") InteractionEvent event) {
            calls.add("finished");
        }

        void cloud(@Observes @FromSource("cloud") @Topic("interaction.started") WebhookEvent event) {
            calls.add("cloud");
        }

        void later(@ObservesAsync @Topic("told.later") WebhookEvent event) {
            calls.add("later");
        }

        void failsLater(@ObservesAsync @Topic("failed.later") WebhookEvent event) {
            throw new IllegalStateException("too late");
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
}
