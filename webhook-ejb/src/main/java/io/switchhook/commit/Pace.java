package io.switchhook.commit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps beginnings a while apart, so that more is there for each: what is done together costs a fraction of what is done one by
 * one. Who comes after a pause does not wait.
 */
public final class Pace {
    /** No while at all. */
    public static final Pace NONE = new Pace(Duration.ZERO, () -> 0, nanos -> {});

    private final long apart;
    private final LongSupplier time;
    private final Sleep sleep;
    private long next;
    private boolean begun;

    /** Waits for so many nanoseconds. */
    @FunctionalInterface
    interface Sleep {
        void forNanos(long nanos) throws InterruptedException;
    }

    /** @param apart from one beginning to the next, at least */
    public static Pace of(Duration apart) {
        return new Pace(apart, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    Pace(Duration apart, LongSupplier time, Sleep sleep) {
        this.apart = apart.toNanos();
        this.time = time;
        this.sleep = sleep;
    }

    /** Returns when it is time to begin. */
    public void await() throws InterruptedException {
        long wait;
        synchronized (this) {
            long now = time.getAsLong();
            wait = begun ? Math.max(0, next - now) : 0;
            next = now + wait + apart;
            begun = true;
        }
        if (wait > 0) {
            sleep.forNanos(wait);
        }
    }
}
