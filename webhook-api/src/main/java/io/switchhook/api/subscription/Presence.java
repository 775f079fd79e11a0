package io.switchhook.api.subscription;

import io.switchhook.api.subscription.Reception.Connections;
import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Absent;
import io.switchhook.api.wire.SubscriberReport.Present;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.naming.NamingException;

/**
 * Tells Switchhook every ten seconds that the subscriber takes deliveries, which ones and what it asks for of the past, and at the end that it no longer does; in between, what
 * its threads want reported in advance.
 */
final class Presence implements Runnable {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    private final Subscriber subscriber;
    private final Asked asked;
    private final Contact contact;
    private final CountDownLatch stop;
    private final Supplier<List<SubscriberReport>> inAdvance;
    private final Connections connections;
    private final InstantSource time;

    /** @param inAdvance what to report in advance, asked for every 100 ms */
    Presence(
            Subscriber subscriber,
            Asked asked,
            Contact contact,
            CountDownLatch stop,
            Supplier<List<SubscriberReport>> inAdvance,
            Connections connections,
            InstantSource time) {
        this.subscriber = subscriber;
        this.asked = asked;
        this.contact = contact;
        this.stop = stop;
        this.inAdvance = inAdvance;
        this.connections = connections;
        this.time = time;
    }

    @Override
    public void run() {
        Waits waits = new Waits();
        try {
            while (!stop.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
                if (contact.isReceiving() && !repeatWhileConnected(waits)) {
                    stop.await(waits.next().toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server or the stop wants the thread to end
        }
    }

    /** @return whether it ended for being stopped */
    private boolean repeatWhileConnected(Waits waits) throws InterruptedException {
        try {
            try (JMSContext session = connections.connect(JMSContext.AUTO_ACKNOWLEDGE)) {
                Instant next = time.instant();
                do {
                    boolean again = contact.isReceiving() && !time.instant().isBefore(next);
                    if (again || contact.isToBeTold() || asked.isNew()) {
                        send(List.of(new Present(subscriber.name(), subscriber.interest(), asked.all())), session);
                        contact.found();
                        waits.reset();
                        next = time.instant().plus(EVERY);
                    }
                    send(inAdvance.get(), session);
                } while (!stop.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS));
                send(List.of(new Absent(subscriber.name())), session);
                return true;
            }
        } catch (NamingException | RuntimeException e) {
            if (stop.getCount() > 0) {
                contact.lost(e);
            }
            return false;
        }
    }

    private static void send(List<SubscriberReport> reports, JMSContext session) {
        if (!reports.isEmpty()) {
            session.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setTimeToLive(TIME_TO_LIVE.toMillis())
                    .send(Switchboard.deliveries(session), SubscriberReport.toText(reports));
        }
    }
}
