package io.switchhook.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes messages off a queue on a thread of its own, those that are there together in one local transaction, and connects again for
 * as long as it takes. What was taken is acknowledged when the work with it has returned. If that throws, all of it comes again,
 * in its place.
 */
public final class QueueReader implements Runnable {
    /** Characters of messages after which no more are taken together. */
    private static final int PORTION = 4_000_000;

    private static final Logger LOG = System.getLogger(QueueReader.class.getName());

    private final Supplier<ConnectionFactory> factory;
    private final String queue;
    private final int most;
    private final Work work;
    private final Turn turn;
    private final Runnable emptied;
    private final Reconnection reconnection;
    private final CountDownLatch stop = new CountDownLatch(1);
    private boolean emptiedBefore;
    /** Where the thread waits for a message, null while it does not. Guarded by this. */
    private MessageConsumer waitingAt;

    /**
     * @param factory asked for each connection
     * @param queue the broker's name of it
     * @param most messages in one transaction
     * @param emptied done when the queue is found empty for the first time, the work with all that was in it having returned
     */
    QueueReader(Supplier<ConnectionFactory> factory, String queue, int most, Turn turn, Work work, Runnable emptied) {
        this.factory = factory;
        this.queue = queue;
        this.most = most;
        this.turn = turn;
        this.work = work;
        this.emptied = emptied;
        this.reconnection = new Reconnection(queue);
    }

    /** What is done with messages. */
    @FunctionalInterface
    public interface Work {
        /** @param messages in the queue's order, one at least */
        void with(List<Taken> messages);
    }

    /** Lets a reader take as many messages as there are when its turn comes: meanwhile more come, which cost less together. */
    @FunctionalInterface
    public interface Turn {
        /** Waits for it. */
        void begin();
    }

    /** For its thread. */
    public String name() {
        return queue.replace('.', '-');
    }

    @Override
    public void run() {
        try {
            do {
                readWhileConnected();
            } while (!stop.await(reconnection.pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server wants the thread to end
        }
    }

    /** Takes no more; the thread ends when the work under way has returned. */
    public synchronized void stop() {
        stop.countDown();
        if (waitingAt != null) {
            close(waitingAt::close);
        }
    }

    private void readWhileConnected() {
        Connection connection = null;
        Session session = null;
        try {
            connection = factory.get().createConnection();
            session = connection.createSession(true, Session.SESSION_TRANSACTED);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            connection.start();
            reconnection.succeeded();
            for (Message first = next(consumer); first != null; first = next(consumer)) {
                turn.begin();
                read(first, consumer, session);
            }
        } catch (JMSException | RuntimeException | Error failed) { // errors too: the thread is the queue's only reader
            if (stop.getCount() > 0) {
                reconnection.failed(failed);
            }
        } finally {
            giveBack(connection, session);
        }
    }

    /**
     * Closes, and what was taken or handed to us in advance goes back in its place. By a rollback before: a consumer that is closed
     * makes way for one on another node at once, and Artemis may give that one later messages before ours are back. Where a server
     * does not allow to stop a connection, its broker has no other readers.
     */
    private static void giveBack(Connection connection, Session session) {
        if (connection != null && session != null) {
            close(() -> {
                connection.stop();
                session.rollback();
            });
        }
        if (connection != null) {
            close(connection::close);
        }
    }

    private void read(Message first, MessageConsumer consumer, Session session) throws JMSException {
        List<Taken> taken = new ArrayList<>();
        int size = 0;
        for (Message message = first; message != null; ) {
            Taken one = Messages.taken(message);
            taken.add(one);
            size += one.size();
            message = taken.size() < most && size < PORTION ? consumer.receiveNoWait() : null;
        }
        work.with(taken);
        session.commit();
    }

    /** Waits for a message; null when the consumer is closed. */
    private Message next(MessageConsumer consumer) throws JMSException {
        if (!emptiedBefore) {
            Message waiting = consumer.receiveNoWait();
            if (waiting != null) {
                return waiting;
            }
            emptiedBefore = true;
            emptied.run();
        }
        synchronized (this) {
            if (stop.getCount() == 0) {
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

    private interface Closing {
        void close() throws JMSException;
    }

    private static void close(Closing closing) {
        try {
            closing.close();
        } catch (JMSException | JMSRuntimeException alreadyGone) {
            LOG.log(Level.DEBUG, "Closing what is broken", alreadyGone);
        }
    }
}
