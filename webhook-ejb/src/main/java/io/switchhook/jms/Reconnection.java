package io.switchhook.jms;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** When a queue that cannot be read is tried again, and what people are told of it: once that it is lost, once that it is back. */
final class Reconnection {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(QueueReader.class.getName());

    private final String queue;
    private Duration wait = FIRST_WAIT;
    private boolean connected;
    private boolean reported;

    /** @param queue the broker's name of it */
    Reconnection(String queue) {
        this.queue = queue;
    }

    /** There is a connection. */
    void succeeded() {
        connected = true;
        if (reported) {
            reported = false;
            LOG.log(Level.INFO, "SWH1006 Queue {0} is read again", queue);
        }
    }

    /** There is none, or there is none any more. */
    void failed(Throwable reason) {
        if (!reported) {
            reported = true;
            LOG.log(Level.WARNING, "SWH1005 Queue " + queue + " cannot be read and is tried again", reason);
        }
    }

    /** How long to wait before the next try: the longer the more have failed since there was a connection. */
    Duration pause() {
        wait = connected ? FIRST_WAIT : longer(wait);
        connected = false;
        return wait;
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
