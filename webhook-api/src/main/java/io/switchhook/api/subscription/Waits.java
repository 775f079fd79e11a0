package io.switchhook.api.subscription;

import java.time.Duration;

/** How long to wait before the next try to reach Switchhook: twice as long each time, from half a second to ten seconds. */
final class Waits {
    static final Duration SHORTEST = Duration.ofMillis(500);
    static final Duration LONGEST = Duration.ofSeconds(10);

    private Duration next = SHORTEST;

    Duration next() {
        Duration wait = next;
        Duration twice = next.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return wait;
    }

    void reset() {
        next = SHORTEST;
    }
}
