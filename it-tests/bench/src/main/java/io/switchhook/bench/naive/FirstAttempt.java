package io.switchhook.bench.naive;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.Queue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Sends and stores in one transaction of the container. */
@Stateless
@JMSDestinationDefinition(
        name = "java:app/jms/Naive",
        interfaceName = "jakarta.jms.Queue",
        destinationName = "switchhook.bench.naive")
public class FirstAttempt {
    @Inject
    private JMSContext jms;

    @Resource(lookup = "java:app/jms/Naive")
    private Queue queue;

    @PersistenceContext
    private EntityManager store;

    /** When this returns, both are committed, or neither. */
    public void keep(String body) {
        jms.createProducer().send(queue, body);
        store.persist(new NaiveEvent(body));
    }

    /** Takes messages off the queue, as its consumer would; how many there were, at most so many. */
    public int take(int most) {
        try (JMSConsumer consumer = jms.createConsumer(queue)) {
            int taken = 0;
            while (taken < most && consumer.receiveNoWait() != null) {
                taken++;
            }
            return taken;
        }
    }
}
