package io.switchhook.api.subscription;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.Wire;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.naming.NamingException;

/** Takes deliveries on one thread, a {@link Batch} after the other, until the application stops; connects again for as long as it takes. */
final class Reception implements Runnable {
    private final Subscriber subscriber;
    private final Function<EventRecord, Optional<Throwable>> observers;
    private final Contact contact;
    private final CountDownLatch stop;
    private final Connections connections;
    private final InstantSource time;

    /** Where the thread waits for a delivery, null while it does not. Guarded by this. */
    private JMSConsumer waitingAt;

    /** What it works on, null while it waits. */
    private volatile Batch batch;

    /** Makes connections to Switchhook's broker. */
    interface Connections {
        /** @throws NamingException if this server has no connection factory for Switchhook */
        JMSContext connect(int sessionMode) throws NamingException;
    }

    /** @param observers calls them: what went wrong, empty when their transaction is committed */
    Reception(
            Subscriber subscriber,
            Function<EventRecord, Optional<Throwable>> observers,
            Contact contact,
            CountDownLatch stop,
            Connections connections,
            InstantSource time) {
        this.subscriber = subscriber;
        this.observers = observers;
        this.contact = contact;
        this.stop = stop;
        this.connections = connections;
        this.time = time;
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
            try (JMSContext session = connections.connect(JMSContext.SESSION_TRANSACTED)) {
                while (!isStopping()) {
                    takeWhileSubscribed(session, waits);
                }
            }
        } catch (NamingException | JMSException | RuntimeException e) {
            if (!isStopping()) {
                contact.lost(e);
            }
        }
    }

    private void takeWhileSubscribed(JMSContext session, Waits waits) throws JMSException {
        try (JMSConsumer consumer = subscribe(session)) {
            waits.reset();
            contact.joined();
            try {
                boolean open = true;
                while (open) {
                    Message first = next(consumer);
                    open = first != null && take(first, session, consumer);
                }
            } finally {
                contact.left();
            }
        }
    }

    private boolean take(Message first, JMSContext session, JMSConsumer consumer) throws JMSException {
        batch = new Batch(subscriber, observers, session, consumer, this::isStopping, time);
        try {
            return batch.take(first);
        } finally {
            batch = null;
        }
    }

    /** See {@link Batch#relieve}. */
    List<SubscriberReport> relieve() {
        Batch current = batch;
        return current == null ? List.of() : current.relieve();
    }

    /**
     * Waits for a delivery; null when there will be none. Without a time-out: with one, as with a look for what is there at once,
     * Artemis may hand this consumer a second delivery in advance, which waits behind the observers of the first while other threads
     * are idle.
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
                    Switchboard.events(session),
                    Wire.SUBSCRIPTION_PREFIX + subscriber.name(),
                    subscriber.selector(Wire.SUBSCRIBER));
        }
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }
}
