package io.switchhook.api.wire;

/** Where Switchhook and its subscribers meet, and how a delivery is marked. */
public final class Wire {

    /** The broker's name of the topic deliveries are published on; a delivery is a text message holding an {@link EventRecord}. */
    public static final String EVENTS_TOPIC = "switchhook.events";

    /** The broker's name of the queue subscribers answer on; an answer is a text message holding {@link SubscriberReport}s. */
    public static final String DELIVERIES_QUEUE = "switchhook.deliveries";

    /** JNDI name of the connection factory, where {@link #CONNECTION_FACTORY_SETTING} names no other. */
    public static final String CONNECTION_FACTORY = "jms/SwitchhookConnectionFactory";

    /** System property (or environment variable, in capitals with underscores) that names another connection factory. */
    public static final String CONNECTION_FACTORY_SETTING = "switchhook.jms.connection-factory";

    /** Message property: name of the one subscriber the delivery is for. */
    public static final String SUBSCRIBER = "subscriber";

    /** Message property, long: what the answer must name. */
    public static final String DELIVERY = "delivery";

    /** Message property, int from 1: which try of the delivery this is; the answer must name it too. */
    public static final String ATTEMPT = "attempt";

    /** Message property, int: how many deliveries the message holds, where it has no {@link #DELIVERY}; see {@link HandedOut}. */
    public static final String TOGETHER = "together";

    /** What precedes a subscriber's name in that of its durable subscription: in Artemis a queue, not to be mistaken for another's. */
    public static final String SUBSCRIPTION_PREFIX = "switchhook.";

    private Wire() {}
}
