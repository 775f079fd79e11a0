package io.switchhook.api.subscription;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Absent;
import io.switchhook.api.wire.SubscriberReport.Present;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;

/** Tells Switchhook every ten seconds that the subscriber takes deliveries, and at the end that it no longer does. */
final class Presence implements Runnable {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration UNCONNECTED_GLANCE = Duration.ofMillis(250);
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    private final String subscriber;
    private final Contact contact;
    private final CountDownLatch stop;

    Presence(String subscriber, Contact contact, CountDownLatch stop) {
        this.subscriber = subscriber;
        this.contact = contact;
        this.stop = stop;
    }

    @Override
    public void run() {
        Waits waits = new Waits();
        try {
            while (!stop.await(UNCONNECTED_GLANCE.toMillis(), TimeUnit.MILLISECONDS)) {
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
            try (JMSContext session = Switchboard.find().connect(JMSContext.AUTO_ACKNOWLEDGE)) {
                do {
                    if (contact.isReceiving()) {
                        send(new Present(subscriber), session);
                        contact.found();
                        waits.reset();
                    }
                } while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
                send(new Absent(subscriber), session);
                return true;
            }
        } catch (NamingException | RuntimeException e) {
            if (stop.getCount() > 0) {
                contact.lost(e);
            }
            return false;
        }
    }

    private static void send(SubscriberReport report, JMSContext session) {
        session.createProducer()
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setTimeToLive(TIME_TO_LIVE.toMillis())
                .send(Switchboard.deliveries(session), report.toText());
    }
}
