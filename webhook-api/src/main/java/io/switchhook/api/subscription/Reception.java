package io.switchhook.api.subscription;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.Wire;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.naming.NamingException;

/**
 * Takes deliveries on one thread, one after the other, until the application stops; connects again for as long as it takes.
 *
 * <p>A delivery and the report of its outcome are one local JMS transaction: until the report is sent, the broker keeps the
 * delivery.
 */
final class Reception implements Runnable {
    /** In Artemis the subscription is a queue of this name, so it must not be mistaken for another's. */
    private static final String PREFIX = "switchhook.";

    private final Subscriber subscriber;
    private final Function<EventRecord, Optional<Throwable>> observers;
    private final Contact contact;
    private final CountDownLatch stop;

    /** Where the thread waits for a delivery, null while it does not. Guarded by this. */
    private JMSConsumer waitingAt;

    /** @param observers calls them: what went wrong, empty when their transaction is committed */
    Reception(
            Subscriber subscriber,
            Function<EventRecord, Optional<Throwable>> observers,
            Contact contact,
            CountDownLatch stop) {
        this.subscriber = subscriber;
        this.observers = observers;
        this.contact = contact;
        this.stop = stop;
    }

    @Override
    public void run() {
        Waits waits = new Waits();
        try {
            do {
                takeWhileConnected(waits);
            } while (!stop.await(waits.next().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server or the stop wants the thread to end
        }
    }

    private void takeWhileConnected(Waits waits) {
        try {
            try (JMSContext session = Switchboard.find().connect(JMSContext.SESSION_TRANSACTED);
                    JMSConsumer consumer = subscribe(session)) {
                Queue reports = Switchboard.deliveries(session);
                waits.reset();
                contact.joined();
                try {
                    for (Message message = next(consumer); message != null; message = next(consumer)) {
                        take(message, session, reports);
                    }
                } finally {
                    contact.left();
                }
            }
        } catch (NamingException | JMSException | RuntimeException e) {
            if (!isStopping()) {
                contact.lost(e);
            }
        }
    }

    /**
     * Waits for a delivery; null when there will be none. Without a time-out: with one, Artemis may hand this consumer a second
     * delivery ahead, which would wait behind the observers of the first while other threads are idle.
     */
    private Message next(JMSConsumer consumer) {
        synchronized (this) {
            if (isStopping()) {
                return null;
            }
            waitingAt = consumer;
        }
        try {
            return consumer.receive();
        } finally {
            synchronized (this) {
                waitingAt = null;
            }
        }
    }

    /** Ends the wait for a delivery, if that is what the thread does; to be called after the stop was declared. */
    synchronized void wake() {
        if (waitingAt != null) {
            waitingAt.close();
        }
    }

    private JMSConsumer subscribe(JMSContext session) {
        synchronized (contact) { // not all threads at once: the first makes the subscription, the others join it
            return session.createSharedDurableConsumer(
                    Switchboard.events(session), PREFIX + subscriber.name(), subscriber.selector(Wire.SUBSCRIBER));
        }
    }

    private void take(Message message, JMSContext session, Queue reports) throws JMSException {
        Optional<Delivery> delivery = Delivery.read(subscriber.name(), message);
        if (delivery.isEmpty()) {
            session.commit();
            return;
        }
        Optional<SubscriberReport> report = delivery.get().to(observers, this::isStopping);
        boolean ignored = Thread.interrupted(); // an observer's interrupt, or the stop's, must not disturb the report
        if (report.isPresent()) {
            session.createProducer().send(reports, report.get().toText());
            session.commit();
        } else {
            session.rollback();
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }
}
