package io.switchhook.api.subscription;

import io.switchhook.api.wire.Wire;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.Locale;
import javax.naming.NamingException;

/**
 * Where Switchhook can be reached on this server. Its destinations are called by the broker's names, not by JNDI's: Open Liberty
 * restarts an application that has looked one up whenever Switchhook is deployed again.
 *
 * @param connections what makes connections
 */
record Switchboard(ConnectionFactory connections) {

    /** @throws NamingException if this server has no connection factory for Switchhook */
    static Switchboard find() throws NamingException {
        return new Switchboard(Directory.lookup(connectionFactory(), ConnectionFactory.class));
    }

    /** A connection of its own with one session, since a component may have no more than one session to a connection. */
    JMSContext connect(int sessionMode) {
        return connections.createContext(sessionMode);
    }

    /** The topic deliveries arrive on. */
    static Topic events(JMSContext session) {
        return session.createTopic(Wire.EVENTS_TOPIC);
    }

    /** The queue reports are sent to. */
    static Queue deliveries(JMSContext session) {
        return session.createQueue(Wire.DELIVERIES_QUEUE);
    }

    private static String connectionFactory() {
        String environment =
                Wire.CONNECTION_FACTORY_SETTING.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
        String fallback = System.getenv().getOrDefault(environment, Wire.CONNECTION_FACTORY);
        return System.getProperty(Wire.CONNECTION_FACTORY_SETTING, fallback);
    }
}
