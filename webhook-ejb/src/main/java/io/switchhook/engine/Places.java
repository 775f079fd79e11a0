package io.switchhook.engine;

import io.switchhook.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The places for runs among the workers: how many are free, and how fast they come free. */
final class Places {
    /**
     * Runs taken before a thread, or their target, is free for them: as many as come together, since what finds no place costs the store
     * several times as much.
     */
    private static final int AHEAD = 2_000;

    /** All that workers have. */
    static final int ALL = Targets.THREADS + AHEAD;

    private final Semaphore free = new Semaphore(0);
    private final Outflow left;

    Places(Clock clock) {
        left = new Outflow(clock);
    }

    /** Makes so many; at first there is none. */
    void make(int count) {
        free.release(count);
    }

    int free() {
        return free.availablePermits();
    }

    /** Whether there are too few for so many runs, half of all at most, but will be enough within a time. */
    boolean willBeEnough(int runs, Duration time) {
        int lacking = Math.min(runs, ALL / 2) - free();
        return lacking > 0 && left.within(time) >= lacking;
    }

    /** Keeps some, at most as many as asked for; how many. */
    int reserve(int most) {
        for (int count = Math.min(most, free()); count > 0; count /= 2) {
            if (free.tryAcquire(count)) {
                return count;
            }
        }
        return 0;
    }

    /** Gives up some that were kept, and in which no run has stood. */
    void giveUp(int count) {
        free.release(count);
    }

    /** A run leaves its place. */
    void leave() {
        left.came(1);
        free.release();
    }
}
