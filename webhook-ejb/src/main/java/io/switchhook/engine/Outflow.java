package io.switchhook.engine;

import java.time.Clock;
import java.time.Duration;

/** How fast places come free: as many as lately, in a period that is over or under way. */
final class Outflow {
    /** Milliseconds. */
    private static final long PERIOD = 250;

    private final Clock clock;
    private long begun;
    private long before;
    private long lately;

    Outflow(Clock clock) {
        this.clock = clock;
    }

    /** So many have come free. */
    synchronized void came(int count) {
        turn();
        lately += count;
    }

    /** How many will come free within a time, if it goes on like that. */
    synchronized long within(Duration time) {
        turn();
        return Math.max(before, lately) * time.toMillis() / PERIOD;
    }

    private void turn() {
        long passed = clock.millis() - begun;
        if (passed >= PERIOD || passed < 0) {
            before = passed < 2 * PERIOD && passed >= 0 ? lately : 0;
            lately = 0;
            begun = clock.millis();
        }
    }
}
