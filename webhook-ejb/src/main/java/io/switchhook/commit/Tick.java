package io.switchhook.commit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets all who come within a while begin at the same moment, so that what they do can be done together. The while is the longer the more
 * came: it costs the few no time, and many cost a fraction together; under load the moments come five times a second, which leaves the
 * way in most of the processors. Who comes after a pause does not wait.
 */
public final class Tick {
    /** From one moment to the next where many come. */
    private static final Duration LONGEST = Duration.ofMillis(200);

    /** What each thing that came makes of it. */
    private static final Duration EACH = Duration.ofMillis(1);

    private final long shortest;
    private final long longest;
    private final long each;
    private final LongSupplier time;
    private final Pace.Sleep sleep;
    private long next;
    private boolean begun;
    private long came;

    /** @param shortest from one moment to the next where few come */
    public static Tick of(Duration shortest) {
        return of(shortest, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

    static Tick of(Duration shortest, LongSupplier time, Pace.Sleep sleep) {
        return new Tick(shortest, LONGEST, EACH, time, sleep);
    }

    /**
     * @param shortest from one moment to the next
     * @param longest the same where many come
     * @param each what each thing that {@linkplain #came came} makes of it
     */
    Tick(Duration shortest, Duration longest, Duration each, LongSupplier time, Pace.Sleep sleep) {
        this.shortest = shortest.toNanos();
        this.longest = longest.toNanos();
        this.each = each.toNanos();
        this.time = time;
        this.sleep = sleep;
    }

    /** So many things came since. */
    public synchronized void came(int things) {
        came += things;
    }

    /** Returns at the next moment; where the thread is to end, at once: the work that follows will notice. */
    public void await() {
        try {
            awaitNext();
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitNext() throws InterruptedException {
        long moment;
        long wait;
        synchronized (this) {
            long now = time.getAsLong();
            if (!begun || now - next >= 0) {
                begun = true;
                begin(now);
                return;
            }
            moment = next;
            wait = next - now;
        }
        sleep.forNanos(wait);
        synchronized (this) {
            if (next == moment) {
                begin(time.getAsLong());
            }
        }
    }

    private void begin(long now) {
        next = now + Math.max(shortest, Math.min(longest, came * each));
        came = 0;
    }
}
