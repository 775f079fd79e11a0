package io.switchhook.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work done by one thread at a time, the next beginning a while after the last has ended. A failure does not end it, and is logged
 * when it is a new one.
 */
public final class Repeated {
    /** How long the stop waits for what is being done: it needs classes, names and connections that are gone after the stop. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(Repeated.class.getName());

    private final Runnable work;
    private final String complaint;
    private final ReentrantLock working = new ReentrantLock();
    private volatile boolean stopping;
    private volatile ScheduledFuture<?> schedule;
    private String known = "";

    /** @param complaint what is logged when the work fails, with its code */
    public Repeated(Runnable work, String complaint) {
        this.work = work;
        this.complaint = complaint;
    }

    /** Does it after the delay, and again for as long as it is not stopped. */
    public void start(ScheduledExecutorService scheduler, Duration delay, Duration period) {
        schedule = scheduler.scheduleWithFixedDelay(
                this::once, delay.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does it now, on this thread. */
    public void once() {
        working.lock();
        try {
            if (!stopping) {
                work.run();
                known = "";
            }
        } catch (Throwable failure) { // what escapes would be the end of the schedule
            complain(failure);
        } finally {
            working.unlock();
        }
    }

    private void complain(Throwable failure) {
        if (!stopping && !known.equals(failure.toString())) {
            known = failure.toString();
            LOG.log(Level.ERROR, complaint, failure);
        }
    }

    /**
     * Returns when it is not being done any more, or after ten seconds. It is not interrupted: an interrupt closes the files an
     * embedded database has open.
     */
    public void stop() {
        stopping = true;
        if (schedule != null) {
            schedule.cancel(false);
        }
        try {
            if (working.tryLock(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                working.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
