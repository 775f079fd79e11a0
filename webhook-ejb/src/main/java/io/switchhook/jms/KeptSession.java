package io.switchhook.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A session on a connection of its own, with one producer for all destinations. Used by one thread at a time. */
public final class KeptSession {
    private final Connection connection;
    private final Session session;
    private final boolean transacted;
    private final MessageProducer producer;
    private final Map<Address, Destination> destinations = new HashMap<>();

    KeptSession(Connection connection, boolean transacted) throws JMSException {
        this.connection = connection;
        this.transacted = transacted;
        this.session = connection.createSession(
                transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
        this.producer = session.createProducer(null);
    }

    public TextMessage text(String text) throws JMSException {
        return session.createTextMessage(text);
    }

    /** A text as bytes, in UTF-8: half as much for the broker to carry and keep as a text, of which each character is two bytes. */
    public Message bytes(String text) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    /**
     * Sends.
     *
     * @param deliveryMode see {@link jakarta.jms.DeliveryMode}
     * @param delay before it can be received, never negative
     */
    public void send(Address destination, Message message, int deliveryMode, Duration delay) throws JMSException {
        send(destination, message, deliveryMode, delay, Duration.ZERO);
    }

    /**
     * Sends what nobody needs any more after a time.
     *
     * @param timeToLive from now on, zero for ever
     */
    public void send(Address destination, Message message, int deliveryMode, Duration delay, Duration timeToLive)
            throws JMSException {
        producer.setDeliveryDelay(delay.toMillis());
        producer.send(destination(destination), message, deliveryMode, Message.DEFAULT_PRIORITY, timeToLive.toMillis());
    }

    private Destination destination(Address address) throws JMSException {
        Destination known = destinations.get(address);
        if (known == null) {
            known = address.topic() ? session.createTopic(address.name()) : session.createQueue(address.name());
            destinations.put(address, known);
        }
        return known;
    }

    /**
     * Drops a durable subscription with what the broker keeps for it.
     *
     * @throws JMSException also if there is none, or somebody receives by it
     */
    public void unsubscribe(String subscription) throws JMSException {
        session.unsubscribe(subscription);
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
