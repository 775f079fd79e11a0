package io.switchhook.api.subscription;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Whether Switchhook is being reached: says so in the log when that changes, not at each try. */
final class Contact {
    private enum State {
        UNKNOWN,
        FOUND,
        LOST
    }

    private static final Logger LOG = System.getLogger(Contact.class.getName());

    private final String subscriber;
    private State state = State.UNKNOWN;
    private int receiving;

    Contact(String subscriber) {
        this.subscriber = subscriber;
    }

    /** One more thread receives. */
    synchronized void joined() {
        receiving++;
    }

    /** One thread less receives. */
    synchronized void left() {
        receiving--;
    }

    /** Whether any thread receives, so that the durable subscription stands. */
    synchronized boolean isReceiving() {
        return receiving > 0;
    }

    /** Whether Switchhook is still to be told that the subscriber takes deliveries, for the first time or after a loss. */
    synchronized boolean isToBeTold() {
        return receiving > 0 && state != State.FOUND;
    }

    /** Switchhook has been told: what is accepted from now on is for this subscriber too. */
    synchronized void found() {
        if (state != State.FOUND) {
            state = State.FOUND;
            LOG.log(Level.INFO, "Subscriber {0} takes events from Switchhook", subscriber);
        }
    }

    synchronized void lost(Exception reason) {
        if (state != State.LOST) {
            state = State.LOST;
            LOG.log(
                    Level.WARNING,
                    "SWH2101 Subscriber {0} does not reach Switchhook and keeps trying; its events wait: {1}",
                    subscriber,
                    reason);
        } else {
            LOG.log(Level.DEBUG, "Subscriber " + subscriber + " still does not reach Switchhook", reason);
        }
    }
}
