package io.switchhook.target;

import java.time.Duration;

/** A point in time that something must not outlast; by the monotonic clock, so that setting the time does not move it. */
record Deadline(long nanoTime) {

    static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The time left, zero when it has passed. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    boolean hasPassed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    Deadline orEarlier(Duration duration) {
        Deadline other = in(duration);
        return other.nanoTime - nanoTime < 0 ? other : this;
    }
}
