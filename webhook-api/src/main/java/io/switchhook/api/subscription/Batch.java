package io.switchhook.api.subscription;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.Wire;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The deliveries one thread takes in one local JMS transaction: one that it waited for, and those that are there at once after
 * it, as long as observers are quick. All their outcomes are one message, sent in the same transaction: until it is committed, the
 * broker keeps the deliveries.
 *
 * <p>What is done and not reported holds up the next event of its subject, and the rest of a message's deliveries and what the broker has
 * handed this consumer in advance wait behind the observers. So when one turns out to be slow, another thread {@linkplain #relieve
 * relieves} the batch.
 */
final class Batch {
    /** Deliveries in one batch. */
    static final int MOST = 50;

    /** How long after its beginning a batch takes further deliveries. */
    static final Duration LONGEST = Duration.ofMillis(50);

    /** Longer than this and observers are slow. */
    static final Duration SLOW = Duration.ofMillis(500);

    private static final Logger LOG = System.getLogger(Batch.class.getName());

    private final Subscriber subscriber;
    private final Function<EventRecord, Optional<Throwable>> observers;
    private final JMSContext session;
    private final JMSConsumer consumer;
    private final BooleanSupplier stopping;
    private final InstantSource time;
    private final Instant end;
    private int taken;

    /** What came of the deliveries so far. Guarded by this, like the three below. */
    private final List<SubscriberReport> done = new ArrayList<>();

    /** Deliveries of the message under way that were not begun. */
    private final Queue<Delivery> ahead = new ArrayDeque<>();

    /** Since when the observers work on a delivery; empty while they do not. */
    private Optional<Instant> observing = Optional.empty();

    private boolean relieved;

    /**
     * Begins one.
     *
     * @param observers calls them: what went wrong, empty when their transaction is committed
     * @param session transacted, and the consumer's
     */
    Batch(
            Subscriber subscriber,
            Function<EventRecord, Optional<Throwable>> observers,
            JMSContext session,
            JMSConsumer consumer,
            BooleanSupplier stopping,
            InstantSource time) {
        this.subscriber = subscriber;
        this.observers = observers;
        this.session = session;
        this.consumer = consumer;
        this.stopping = stopping;
        this.time = time;
        this.end = time.instant().plus(LONGEST);
    }

    /**
     * Takes deliveries, calls the observers with one after the other, reports and commits.
     *
     * @return whether the consumer is still open
     * @throws RuntimeException if the observers could not be called or the broker failed; in the first case what was done before is
     *     reported
     */
    boolean take(Message first) throws JMSException {
        deliver(first);
        deliverFurther();
        commit();
        synchronized (this) {
            return !relieved;
        }
    }

    private void deliverFurther() throws JMSException {
        for (Message message = further(); message != null; message = further()) {
            deliver(message);
        }
    }

    private void deliver(Message message) throws JMSException {
        List<Delivery> brought = Delivery.read(subscriber.name(), message);
        taken += Math.max(1, brought.size());
        synchronized (this) {
            ahead.addAll(brought);
        }
        for (Optional<Delivery> next = next(); next.isPresent(); next = next()) {
            observe(next.get(), message.getJMSExpiration());
        }
    }

    /** The next of the message's deliveries; when the application stops the rest goes back, since it was not begun. */
    private synchronized Optional<Delivery> next() {
        if (taken > 1 && stopping.getAsBoolean()) {
            returnAhead();
        }
        return Optional.ofNullable(ahead.poll());
    }

    private synchronized List<SubscriberReport> returnAhead() {
        List<SubscriberReport> returned = ahead.stream().map(Delivery::returned).toList();
        ahead.clear();
        done.addAll(returned);
        return returned;
    }

    /** The next delivery, if the batch goes on and there is one; null if not. */
    private Message further() {
        boolean full = taken >= MOST || !time.instant().isBefore(end);
        synchronized (this) {
            if (full || relieved || stopping.getAsBoolean()) {
                return null;
            }
        }
        return consumer.receiveNoWait();
    }

    private void observe(Delivery delivery, long expiration) {
        synchronized (this) {
            observing = Optional.of(time.instant());
        }
        Optional<SubscriberReport> report;
        try {
            report = delivery.to(observers, subscriber.interest(), stopping);
        } catch (RuntimeException notCalled) {
            noted(Optional.empty());
            returnAhead();
            giveBack(delivery, expiration);
            commit();
            throw notCalled;
        }
        noted(report);
        if (report.isEmpty()) {
            giveBack(delivery, expiration);
        }
    }

    private synchronized void noted(Optional<SubscriberReport> report) {
        report.ifPresent(done::add);
        observing = Optional.empty();
        boolean ignored = Thread.interrupted(); // an observer's interrupt, or the stop's, must not disturb the report
    }

    /** The delivery goes back to where it came from. Not by a rollback: then those that are done would come again too. */
    private void giveBack(Delivery delivery, long expiration) {
        JMSProducer producer = session.createProducer()
                .setProperty(Wire.SUBSCRIBER, delivery.subscriber())
                .setProperty(Wire.DELIVERY, delivery.number())
                .setProperty(Wire.ATTEMPT, delivery.attempt());
        if (expiration > 0) {
            producer.setTimeToLive(Math.max(1, expiration - time.millis()));
        }
        producer.send(Switchboard.events(session), delivery.text());
    }

    private void commit() {
        if (!done.isEmpty()) {
            report();
        }
        session.commit();
    }

    private void report() {
        session.createProducer().send(Switchboard.deliveries(session), SubscriberReport.toText(done));
    }

    /**
     * If the observers are slow, gives back the rest of the message, and by closing the consumer what the broker has handed it in
     * advance; to be called by another thread every now and then.
     *
     * @return what is done or given back and to be reported in advance, which the batch itself will report once more; empty when the
     *     observers are not slow, or were found slow before
     */
    synchronized List<SubscriberReport> relieve() {
        boolean slow = observing
                .filter(since -> since.plus(SLOW).isBefore(time.instant()))
                .isPresent();
        if (!slow || relieved) {
            return List.of();
        }
        relieved = true;
        List<SubscriberReport> inAdvance = new ArrayList<>(done);
        inAdvance.addAll(returnAhead());
        try {
            consumer.close();
        } catch (RuntimeException broken) {
            LOG.log(Level.DEBUG, "A consumer of subscriber " + subscriber.name() + " cannot be closed", broken);
        }
        return inAdvance;
    }
}
