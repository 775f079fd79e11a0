package io.switchhook.api.subscription;

import io.switchhook.api.wire.Wire;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.Locale;
import javax.naming.NamingException;

/**
 * Where Switchhook can be reached on this server. Looked up anew for each connection: it may come and go.
 *
 * @param connections what makes connections
 * @param events the topic deliveries arrive on
 * @param deliveries the queue reports are sent to
 */
record Switchboard(ConnectionFactory connections, Topic events, Queue deliveries) {

    /** @throws NamingException if Switchhook is not deployed on this server */
    static Switchboard find() throws NamingException {
        return new Switchboard(
                Directory.lookup(connectionFactory(), ConnectionFactory.class),
                Directory.lookup(Wire.EVENTS_TOPIC, Topic.class),
                Directory.lookup(Wire.DELIVERIES_QUEUE, Queue.class));
    }

    /** A connection of its own with one session, since a component may have no more than one session to a connection. */
    JMSContext connect(int sessionMode) {
        return connections.createContext(sessionMode);
    }

    private static String connectionFactory() {
        String environment =
                Wire.CONNECTION_FACTORY_SETTING.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        String fallback = System.getenv().getOrDefault(environment, Wire.CONNECTION_FACTORY);
        return System.getProperty(Wire.CONNECTION_FACTORY_SETTING, fallback);
    }
}
