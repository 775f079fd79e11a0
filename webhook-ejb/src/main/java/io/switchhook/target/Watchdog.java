package io.switchhook.target;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends what outlasts its deadline, from a thread of its own: time-outs of sockets only limit the pause between two bytes. */
final class Watchdog implements AutoCloseable {
    // Two threads, so that one end that takes its time does not hold up the next.
    private final ScheduledThreadPoolExecutor threads;

    /** What is being watched. */
    interface Watch {
        /** It has ended in time. */
        void callOff();
    }

    Watchdog() {
        threads = new ScheduledThreadPoolExecutor(2, DaemonThreads.named("switchhook-watchdog"));
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Calls {@code end} at the deadline, unless called off before. */
    Watch at(Deadline deadline, Runnable end) {
        Future<?> bite = threads.schedule(end, deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        return () -> bite.cancel(false);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
