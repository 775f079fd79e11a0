package io.switchhook.commit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets all who come within a while begin at the same moment, so that what they do can be done together. The while is the longer the more
 * came: it costs the few no time, and many cost a fraction together. Who comes after a pause does not wait.
 */
public final class Tick {
    private final long shortest;
    private final long longest;
    private final long each;
    private final LongSupplier time;
    private final Pace.Sleep sleep;
    private long next;
    private boolean begun;
    private long came;

    /**
     * @param shortest from one moment to the next
     * @param longest the same where many come
     * @param each what each thing that {@linkplain #came came} makes of it
     */
    public static Tick of(Duration shortest, Duration longest, Duration each) {
        return new Tick(shortest, longest, each, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    }

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

    /** Returns at the next moment. */
    public void await() throws InterruptedException {
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
