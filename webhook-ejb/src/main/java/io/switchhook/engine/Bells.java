package io.switchhook.engine;

import io.switchhook.api.wire.HandedOut;
import io.switchhook.api.wire.Wire;
import io.switchhook.jms.Address;
import io.switchhook.jms.KeptSession;
import io.switchhook.jms.KeptSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Rings over JMS: STEPS for workflows, the topic EVENTS for subscribers. Several rings are one local transaction. Workflows that are due
 * at once are rung for in memory: a bell is a hint, and dies with the process on STEPS as well.
 */
@ApplicationScoped
public class Bells {
    private static final Address STEPS = Address.queue("switchhook.steps");
    private static final Address EVENTS = Address.topic(Wire.EVENTS_TOPIC);

    private final KeptSessions sessions;
    private volatile Predicate<Collection<Long>> ear = runs -> false;

    @Inject
    public Bells(KeptSessions sessions) {
        this.sessions = sessions;
    }

    /** @param workers hear bells in memory, or say that they hear no more now; then these go over JMS too */
    void heardBy(Predicate<Collection<Long>> workers) {
        ear = workers;
    }

    protected Bells() {
        this(null); // for the CDI client proxy
    }

    /** @throws jakarta.jms.JMSRuntimeException if the broker does not take them; then none was rung */
    public void ring(List<Ring> rings) {
        List<Long> near = rings.stream().filter(Bells::isForHere).map(Ring::run).toList();
        boolean heard = !near.isEmpty() && ear.test(near);
        send(heard ? rings.stream().filter(ring -> !isForHere(ring)).toList() : rings);
    }

    private static boolean isForHere(Ring ring) {
        return ring instanceof Ring.ForWorkflow && ring.delay().isZero();
    }

    private void send(List<Ring> rings) {
        if (!rings.isEmpty()) {
            sessions.inTransaction(session -> {
                Map<String, List<Ring.ForSubscriber>> atOnce = new LinkedHashMap<>();
                for (Ring ring : rings) {
                    if (ring instanceof Ring.ForWorkflow workflow) {
                        send(session, workflow);
                    } else if (ring instanceof Ring.ForSubscriber subscriber) {
                        if (subscriber.delay().isZero()) {
                            atOnce.computeIfAbsent(subscriber.subscriber(), name -> new ArrayList<>())
                                    .add(subscriber);
                        } else {
                            send(session, subscriber);
                        }
                    }
                }
                for (List<Ring.ForSubscriber> deliveries : atOnce.values()) {
                    for (List<Ring.ForSubscriber> together : Bundles.of(deliveries)) {
                        send(session, together);
                    }
                }
            });
        }
    }

    private static void send(KeptSession session, Ring.ForWorkflow ring) throws JMSException {
        TextMessage bell = session.text(Long.toString(ring.run()));
        // Only a hint: a lost one is found by the sweep, so the disk need not hear of it.
        session.send(
                STEPS,
                bell,
                DeliveryMode.NON_PERSISTENT,
                ring.delay(),
                ring.delay().plus(Sweeper.LOST));
    }

    private static void send(KeptSession session, List<Ring.ForSubscriber> bundle) throws JMSException {
        Ring.ForSubscriber first = bundle.get(0);
        if (bundle.size() == 1) {
            send(session, first);
            return;
        }
        TextMessage events = session.text(HandedOut.toText(bundle.stream()
                .map(ring -> new HandedOut(ring.run(), ring.attempt(), ring.event()))
                .toList()));
        events.setStringProperty(Wire.SUBSCRIBER, first.subscriber());
        events.setIntProperty(Wire.TOGETHER, bundle.size());
        session.send(EVENTS, events, DeliveryMode.PERSISTENT, Duration.ZERO, Sweeper.UNANSWERED);
    }

    private static void send(KeptSession session, Ring.ForSubscriber ring) throws JMSException {
        TextMessage event = session.text(ring.event());
        event.setStringProperty(Wire.SUBSCRIBER, ring.subscriber());
        event.setLongProperty(Wire.DELIVERY, ring.run());
        event.setIntProperty(Wire.ATTEMPT, ring.attempt());
        // What is not answered in time is published again: the copy takes the original's place.
        session.send(
                EVENTS,
                event,
                DeliveryMode.PERSISTENT,
                ring.delay(),
                ring.delay().plus(Sweeper.UNANSWERED));
    }
}
