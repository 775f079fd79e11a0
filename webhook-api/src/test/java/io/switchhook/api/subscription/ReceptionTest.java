package io.switchhook.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.HandedOut;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import io.switchhook.api.wire.SubscriberReport.Returned;
import io.switchhook.api.wire.Wire;
import jakarta.jms.JMSRuntimeException;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReceptionTest {
    private final Broker broker = new Broker();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<String> observed = new ArrayList<>();
    private final Map<String, Runnable> at = new HashMap<>();
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final Reception reception = new Reception(
            new Subscriber("crm", 1), this::observe, new Contact("crm"), stop, broker::connect, () -> now);

    /** The thread ends when there is nothing more to take. */
    private void takeAll() {
        broker.whenEmpty = () -> {
            if (broker.commits > 0 || observed.isEmpty()) {
                stop.countDown();
                reception.wake();
            }
        };
        reception.run();
    }

    @Test
    void whatIsThereAtOnceIsReportedInOneMessageAndOneTransaction() {
        publish(1, 2, 3);

        takeAll();

        assertThat(observed).containsExactly("e1", "e2", "e3");
        assertThat(broker.reported()).containsExactly(List.of(done(1), done(2), done(3)));
        assertThat(broker.commits).isEqualTo(1);
        assertThat(broker.waiting).isEmpty();
    }

    @Test
    void noMoreThanFiftyAreReportedAtATime() {
        publish(LongStream.rangeClosed(1, 120).toArray());

        takeAll();

        assertThat(broker.reported()).extracting(List::size).containsExactly(50, 50, 20);
    }

    @Test
    void noFurtherOneIsTakenFiftyMillisecondsAfterTheFirst() {
        publish(1, 2, 3, 4);
        IntStream.rangeClosed(1, 4).forEach(i -> at.put("e" + i, () -> pass(Duration.ofMillis(25))));

        takeAll();

        assertThat(broker.reported()).containsExactly(List.of(done(1), done(2)), List.of(done(3), done(4)));
    }

    @Test
    void aFailureIsReportedAmongTheOthers() {
        publish(1, 2, 3);
        at.put("e2", ReceptionTest::fail);

        takeAll();

        assertThat(broker.reported())
                .containsExactly(List.of(done(1), new Failed("crm", 2, 1, "IllegalStateException: closed"), done(3)));
        assertThat(broker.waiting).isEmpty();
    }

    @Test
    void whatIsNoDeliveryIsDroppedAndTheOthersGoOn() {
        publish(1);
        broker.waiting.add(new HashMap<>(Map.of("text", "spam")));
        broker.waiting.add(new HashMap<>(Map.of("text", "spam", Wire.DELIVERY, "many", Wire.ATTEMPT, 1)));
        publish(2);

        takeAll();

        assertThat(broker.reported()).containsExactly(List.of(done(1), done(2)));
        assertThat(broker.waiting).isEmpty();
    }

    @Test
    void atAStopWhatIsDoneIsReportedAndWhatBrokeOffGoesBackAsItCame() {
        publish(1, 2, 3);
        broker.waiting.forEach(
                message -> message.put("expiration", now.plusSeconds(900).toEpochMilli()));
        at.put("e2", () -> {
            pass(Duration.ofMillis(40));
            stop.countDown();
            Thread.currentThread().interrupt();
            fail();
        });

        takeAll();

        assertThat(observed).containsExactly("e1", "e2");
        assertThat(broker.reported()).containsExactly(List.of(done(1)));
        assertThat(broker.deliveriesWaiting()).containsExactly(3L, 2L);
        assertThat(broker.waiting.getLast())
                .containsEntry(Wire.SUBSCRIBER, "crm")
                .containsEntry(Wire.ATTEMPT, 1)
                .containsEntry("text", text("e2"))
                .containsEntry("setTimeToLive", 899_960L);
    }

    @Test
    void whatSucceedsAtAStopIsReportedAndNoFurtherOneTaken() {
        publish(1, 2, 3);
        at.put("e2", stop::countDown);

        takeAll();

        assertThat(broker.reported()).containsExactly(List.of(done(1), done(2)));
        assertThat(broker.deliveriesWaiting()).containsExactly(3L);
    }

    @Test
    void whenObserversCannotBeCalledWhatWasDoneIsReportedAll() {
        publish(1, 2, 3);
        at.put("e2", () -> {
            stop.countDown();
            throw new NoTransaction();
        });

        takeAll();

        assertThat(broker.reported()).containsExactly(List.of(done(1)));
        assertThat(broker.deliveriesWaiting()).containsExactly(3L, 2L);
    }

    @Test
    void aCommitThatFailsBringsTheWholeBatchAgain() {
        publish(1, 2);
        broker.atCommit = () -> {
            stop.countDown();
            throw new JMSRuntimeException("the broker is gone");
        };

        takeAll();

        assertThat(broker.reports).isEmpty();
        assertThat(broker.deliveriesWaiting()).containsExactly(1L, 2L);
    }

    @Test
    void aSlowObserverHoldsUpNeitherReportsNorWhatItsConsumerWasHandedInAdvance() {
        List<List<SubscriberReport>> inAdvance = new ArrayList<>();
        publish(1, 2, 3);
        at.put("e2", () -> {
            pass(Batch.SLOW);
            inAdvance.add(reception.relieve());
            assertThat(broker.consumersOpen).isEqualTo(1);
            pass(Duration.ofMillis(1));
            inAdvance.add(reception.relieve());
            assertThat(broker.consumersOpen).isZero();
            inAdvance.add(reception.relieve());
        });

        takeAll();

        assertThat(inAdvance).containsExactly(List.of(), List.of(done(1)), List.of());
        assertThat(broker.reported()).containsExactly(List.of(done(1), done(2)), List.of(done(3)));
        assertThat(broker.consumersMade).isEqualTo(2);
    }

    @Test
    void quickObserversAreLeftAloneHoweverManyAreCalled() {
        publish(1, 2, 3);
        now = now.plus(Duration.ofHours(1));
        at.put("e3", () -> assertThat(reception.relieve()).isEmpty());

        takeAll();

        assertThat(reception.relieve()).isEmpty();
        assertThat(broker.consumersMade).isEqualTo(1);
    }

    @Test
    void deliveriesOfOneMessageAreObservedInTheirOrderAndReportedWithTheOthers() {
        publishTogether(1, 2);
        publish(3);
        at.put("e1", ReceptionTest::fail);

        takeAll();

        assertThat(observed).containsExactly("e1", "e2", "e3");
        assertThat(broker.reported())
                .containsExactly(List.of(new Failed("crm", 1, 1, "IllegalStateException: closed"), done(2), done(3)));
        assertThat(broker.waiting).isEmpty();
    }

    @Test
    void whatStandsBehindASlowObserverInItsMessageIsReturnedAndNotObserved() {
        List<SubscriberReport> inAdvance = new ArrayList<>();
        publishTogether(1, 2, 3, 4);
        at.put("e2", () -> {
            pass(Batch.SLOW.plusMillis(1));
            inAdvance.addAll(reception.relieve());
        });

        takeAll();

        assertThat(observed).containsExactly("e1", "e2");
        assertThat(inAdvance).containsExactly(done(1), returned(3), returned(4));
        assertThat(broker.reported())
                .as("also in the transaction, since what is told in advance may get lost")
                .containsExactly(List.of(done(1), returned(3), returned(4), done(2)));
    }

    @Test
    void atAStopTheRestOfAMessageIsReturned() {
        publishTogether(1, 2, 3);
        at.put("e1", stop::countDown);

        takeAll();

        assertThat(observed).containsExactly("e1");
        assertThat(broker.reported()).containsExactly(List.of(done(1), returned(2), returned(3)));
    }

    @Test
    void whenObserversCannotBeCalledTheRestOfAMessageIsReturned() {
        publishTogether(1, 2, 3);
        at.put("e2", () -> {
            stop.countDown();
            throw new NoTransaction();
        });

        takeAll();

        assertThat(broker.reported()).containsExactly(List.of(done(1), returned(3)));
        assertThat(broker.deliveriesWaiting()).containsExactly(2L);
    }

    private void publishTogether(long... deliveries) {
        broker.publish(LongStream.of(deliveries)
                .mapToObj(delivery -> new HandedOut(delivery, 1, text("e" + delivery)))
                .toList());
    }

    private static SubscriberReport returned(long delivery) {
        return new Returned("crm", delivery, 1);
    }

    private void publish(long... deliveries) {
        for (long delivery : deliveries) {
            broker.publish(delivery, text("e" + delivery));
        }
    }

    private static String text(String id) {
        return new EventRecord(
                        id,
                        EventKind.PLAIN,
                        "digital",
                        "interaction.started",
                        "i-1",
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "",
                        JsonValue.EMPTY_JSON_OBJECT)
                .toJson()
                .toString();
    }

    private static SubscriberReport done(long delivery) {
        return new Delivered("crm", delivery, 1);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static void fail() {
        throw new IllegalStateException("closed");
    }

    /** The observers cannot be called at all. */
    private static final class NoTransaction extends RuntimeException {}

    private Optional<Throwable> observe(EventRecord event) {
        observed.add(event.id());
        try {
            at.getOrDefault(event.id(), () -> {}).run();
            return Optional.empty();
        } catch (NoTransaction e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }
}
