package io.switchhook.jms;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.function.Function;

/** A session on a connection of its own, with one producer for all destinations. Used by one thread at a time. */
public final class KeptSession {
    private final Connection connection;
    private final Session session;
    private final boolean transacted;
    private final MessageProducer producer;
    private final Function<String, Destination> destinations;

    KeptSession(Connection connection, boolean transacted, Function<String, Destination> destinations)
            throws JMSException {
        this.connection = connection;
        this.transacted = transacted;
        this.session = connection.createSession(
                transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(null);
        this.destinations = destinations;
    }

    public TextMessage text(String text) throws JMSException {
        return session.createTextMessage(text);
    }

    /**
     * Sends to a destination by its JNDI name.
     *
     * @param deliveryMode see {@link jakarta.jms.DeliveryMode}
     * @param delay before it can be received, never negative
     */
    public void send(String destination, TextMessage message, int deliveryMode, Duration delay) throws JMSException {
        send(destination, message, deliveryMode, delay, Duration.ZERO);
    }

    /**
     * Sends to a destination by its JNDI name what nobody needs any more after a time.
     *
     * @param timeToLive from now on, zero for ever
     */
    public void send(String destination, TextMessage message, int deliveryMode, Duration delay, Duration timeToLive)
            throws JMSException {
        producer.setDeliveryDelay(delay.toMillis());
        producer.send(
                destinations.apply(destination),
                message,
                deliveryMode,
                TextMessage.DEFAULT_PRIORITY,
                timeToLive.toMillis());
    }

    void commit() throws JMSException {
        session.commit();
    }

    /** Asks the broker and waits for its answer; takes back what was sent in an open transaction. */
    void check() throws JMSException {
        if (transacted) {
            session.rollback();
        } else {
            session.recover();
        }
    }

    void close() throws JMSException {
        connection.close();
    }
}
