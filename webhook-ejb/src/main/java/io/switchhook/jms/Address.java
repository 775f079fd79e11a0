package io.switchhook.jms;

/**
 * Where to send, by the broker's own name. Not by one of JNDI's: Open Liberty restarts an application that has looked up a destination
 * when the application that declares it is deployed again.
 *
 * @param topic whether it is a topic, else it is a queue
 * @param name as {@code destination-name} in application.xml
 */
public record Address(boolean topic, String name) {
    public static Address queue(String name) {
        return new Address(false, name);
    }

    public static Address topic(String name) {
        return new Address(true, name);
    }
}
