package io.switchhook.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a number of requests through each second, and so many at once after a pause. Counted on this server alone. Safe for use by many
 * threads, of which none waits.
 *
 * <p>Kept is not the number of tokens but the time at which the bucket will be full again: one number says both.
 */
public final class TokenBucket {
    /** Requests a second at most. */
    public static final double LARGEST_RATE = 100_000;

    /** Requests a second at least. */
    public static final double SMALLEST_RATE = 0.001;
    /** Requests at once at most. */
    public static final int LARGEST_BURST = 1_000_000;

    private final long nanosPerToken;
    private final long capacityNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong fullAt;
    private final double rate;

    /**
     * @param rate requests a second, {@link #SMALLEST_RATE} to {@link #LARGEST_RATE}
     * @param burst requests at once, 1 to {@link #LARGEST_BURST}
     * @param nanoTime as {@link System#nanoTime}
     */
    public TokenBucket(double rate, int burst, LongSupplier nanoTime) {
        if (!(rate >= SMALLEST_RATE && rate <= LARGEST_RATE) || burst < 1 || burst > LARGEST_BURST) {
            throw new IllegalArgumentException("rate or burst out of range");
        }
        this.rate = rate;
        this.nanosPerToken = Math.round(1e9 / rate);
        this.capacityNanos = nanosPerToken * burst;
        this.nanoTime = nanoTime;
        this.fullAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Takes one token: zero, or how long to wait until there is one, and none is taken. */
    public Duration take() {
        while (true) {
            long now = nanoTime.getAsLong();
            long before = fullAt.get();
            // times of nanoTime may only be compared by their difference
            long missing = Math.max(0, before - now) + nanosPerToken;
            if (missing > capacityNanos) {
                return Duration.ofNanos(missing - capacityNanos);
            }
            if (fullAt.compareAndSet(before, now + missing)) {
                return Duration.ZERO;
            }
        }
    }

    /** Requests a second. */
    public double rate() {
        return rate;
    }
}
