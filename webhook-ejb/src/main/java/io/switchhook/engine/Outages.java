package io.switchhook.engine;

import io.switchhook.store.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Waits out failures of the store and the broker. The thread waits with its work, rather than giving the message back, because
 * a message given back lets later ones of its subject overtake.
 */
@ApplicationScoped
public class Outages {
    private static final Logger LOG = System.getLogger(Outages.class.getName());
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    /** What others at the same rows do to each other is over before that. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(1);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean reported = new AtomicBoolean();

    /** Thrown to a thread that waits while the application stops: its work is done again after the next start. */
    public static final class Stopping extends RuntimeException {
        Stopping(Throwable cause) {
            super("The application stops", cause);
        }
    }

    /**
     * Does the work, again and again while store or broker are away.
     *
     * @throws Stopping if the application stops meanwhile
     * @throws RuntimeException any failure that the work itself is to blame for
     */
    public <T> T outlast(Supplier<T> work) {
        for (Duration wait = FIRST_WAIT; ; wait = longer(wait)) {
            try {
                T result = work.get();
                if (reported.compareAndSet(true, false)) {
                    LOG.log(Level.INFO, "SWH1002 Store and broker are there again");
                }
                return result;
            } catch (RuntimeException failed) {
                if (!Outage.caused(failed)) {
                    throw failed;
                }
                boolean passing = Outage.isConflict(failed) && wait.compareTo(LONG_WAIT) < 0;
                if (!passing && reported.compareAndSet(false, true)) {
                    LOG.log(Level.ERROR, "SWH1001 Store or broker are away; work waits until they are there", failed);
                }
                if (pause(wait)) {
                    throw new Stopping(failed);
                }
            }
        }
    }

    public void outlast(Runnable work) {
        outlast(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Waits; true as soon as the application stops. */
    boolean pause(Duration wait) {
        try {
            return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** @throws Stopping if the application stops */
    void refuseWhenStopping() {
        if (stopping.getCount() == 0) {
            throw new Stopping(null);
        }
    }

    /** Lets no thread wait any longer. */
    void stop() {
        stopping.countDown();
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
