package io.switchhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.commit.GroupCommit;
import io.switchhook.commit.GroupCommit.Limits;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.jms.FakeBroker;
import io.switchhook.jms.FakeBroker.Sent;
import io.switchhook.jms.KeptSessions;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events about {@code a} have a queue of their own, as have those about {@code b} and {@code c}. */
@Timeout(30)
class GuardedInboxTest {
    private final FakeBroker broker = new FakeBroker();
    private final InboundQueue queue = new InboundQueue(new KeptSessions(broker.factory()));
    private final Inbox inbox = new GuardedInbox(queue, new Limits(1, 64, 100_000));
    private final CountDownLatch firstIsUnderWay = new CountDownLatch(1);
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    @Test
    void keepsTheEventsOfARequestTogetherEachInTheQueueOfItsSubject() {
        inbox.put(about("a", "b"));
        inbox.put(about("c"));

        assertThat(broker.kept()).containsExactly(List.of(sent("a"), sent("b")), List.of(sent("c")));
    }

    @Test
    void requestsThatComeAtTheSameTimeShareATransaction() throws Exception {
        List<Sending> all = behindTheFirst(about("a", "b"), about("c"), about("a"));
        letGo(all);

        assertThat(broker.kept())
                .as("and what is for the same queue a message")
                .containsExactly(
                        List.of(sent("a")),
                        List.of(
                                new Sent(
                                        queueOf("a"),
                                        sent("a").text() + "\n" + sent("a").text()),
                                sent("b"),
                                sent("c")));
    }

    @Test
    void aFullQueueFailsOnlyWhatIsForIt() throws Exception {
        broker.fill(queueOf("b"));

        List<Sending> all = behindTheFirst(about("a", "b"), about("c"), about("a"));
        firstMayEnd.countDown();

        assertThatThrownBy(all.get(1).result()::get).cause().isInstanceOf(QueueRefuses.class);
        all.remove(1);
        letGo(all);
        assertThat(broker.kept())
                .as("all or none of a request")
                .containsExactlyInAnyOrder(List.of(sent("a")), List.of(sent("c")), List.of(sent("a")));
    }

    @Test
    void whatIsForAQueueThatRefusedDisturbsNobodyUntilItTakesSomethingAgain() throws Exception {
        broker.fill(queueOf("b"));
        assertThatThrownBy(() -> inbox.put(about("b"))).isInstanceOf(QueueRefuses.class);

        List<Sending> all = behindTheFirst(about("a"), about("c"));
        assertThatThrownBy(() -> inbox.put(about("b", "c"))).isInstanceOf(QueueRefuses.class);
        broker.empty(queueOf("b"));
        inbox.put(about("b"));
        Sending again = start(about("b"));
        again.awaitWaiting();
        all.add(again);
        letGo(all);

        assertThat(broker.kept())
                .containsExactly(List.of(sent("b")), List.of(sent("a")), List.of(sent("a"), sent("c"), sent("b")));
    }

    @Test
    void aBrokerThatIsAwayIsToldFromOneThatRefuses() {
        broker.answer(false);

        assertThatThrownBy(() -> inbox.put(about("a")))
                .isInstanceOf(BrokerUnavailable.class)
                .isNotInstanceOf(QueueRefuses.class)
                .hasMessageContaining("Connection is destroyed");
        assertThatThrownBy(queue::probe).isInstanceOf(BrokerUnavailable.class);
    }

    @Test
    void whoIsInterruptedWhileItWaitsIsToldThatNothingWasKept() throws Exception {
        List<Sending> all = behindTheFirst(about("b"));
        all.get(1).thread().interrupt();

        assertThatThrownBy(all.get(1).result()::get).cause().isInstanceOf(BrokerUnavailable.class);
        letGo(all.subList(0, 1));
        assertThat(broker.kept()).containsExactly(List.of(sent("a")));
    }

    @Test
    void aQueueThatRefusedIsProbedUntilItTakesSomething() {
        queue.probe();
        assertThat(broker.kept()).isEmpty();

        broker.fill(queueOf("b"));
        assertThatThrownBy(() -> inbox.put(about("b"))).isInstanceOf(QueueRefuses.class);
        assertThatThrownBy(queue::probe).isInstanceOf(QueueRefuses.class);
        broker.empty(queueOf("b"));
        queue.probe();
        queue.probe();

        assertThat(broker.kept()).containsExactly(List.of(new Sent(queueOf("b"), InboundMessage.PROBE)));
    }

    /** Sends an event about {@code a}, which is held up, and then the others, each when the one before waits. */
    @SafeVarargs
    private List<Sending> behindTheFirst(List<InboundMessage>... requests) throws InterruptedException {
        AtomicBoolean isFirst = new AtomicBoolean(true);
        broker.beforeKeeping(() -> {
            if (isFirst.getAndSet(false)) {
                firstIsUnderWay.countDown();
                awaitEnd();
            }
        });
        List<Sending> all = new ArrayList<>();
        all.add(start(about("a")));
        firstIsUnderWay.await();
        for (List<InboundMessage> request : requests) {
            Sending sending = start(request);
            sending.awaitWaiting();
            all.add(sending);
        }
        return all;
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void letGo(List<Sending> all) throws Exception {
        firstMayEnd.countDown();
        for (Sending sending : all) {
            sending.result().get();
        }
    }

    private Sending start(List<InboundMessage> request) {
        FutureTask<Void> result = new FutureTask<>(() -> inbox.put(request), null);
        Thread thread = new Thread(result);
        thread.start();
        return new Sending(thread, result);
    }

    private record Sending(Thread thread, FutureTask<Void> result) {
        /** For its turn, not just for a lock. */
        void awaitWaiting() {
            while (!(LockSupport.getBlocker(thread) instanceof GroupCommit)) {
                Thread.onSpinWait();
            }
        }
    }

    private static List<InboundMessage> about(String... subjects) {
        return Stream.of(subjects).map(GuardedInboxTest::message).toList();
    }

    private static Sent sent(String subject) {
        return new Sent(queueOf(subject), message(subject).toText());
    }

    private static String queueOf(String subject) {
        return "switchhook.inbound." + message(subject).partition();
    }

    private static InboundMessage message(String subject) {
        EventRecord event = new EventRecord(
                "id-of-" + subject,
                EventKind.PLAIN,
                "digital",
                "interaction.started",
                subject,
                Instant.EPOCH,
                Instant.EPOCH,
                "",
                JsonValue.EMPTY_JSON_OBJECT);
        return new InboundMessage(event, JsonValue.EMPTY_JSON_OBJECT);
    }
}
