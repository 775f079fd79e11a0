package io.switchhook.run;

import io.switchhook.trigger.RateLimit;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When triggers with a rate limit may start their next runs. Kept in memory, so for this server and this life alone. Thread-safe. A
 * trigger takes room for as many times as its limit has starts.
 */
public final class Ceilings {
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** The last starts of a trigger, in a ring; those that are yet to come stand in it too. */
    private static final class Window {
        private final RateLimit limit;
        private final Instant[] starts;
        private int oldest;

        Window(RateLimit limit) {
            this.limit = limit;
            this.starts = new Instant[limit.starts()];
        }

        synchronized Instant take(Instant earliest) {
            Instant before = starts[oldest];
            Instant free = before == null ? earliest : before.plus(limit.per());
            Instant start = free.isAfter(earliest) ? free : earliest;
            starts[oldest] = start;
            oldest = (oldest + 1) % starts.length;
            return start;
        }
    }

    /**
     * Takes the next start of a trigger.
     *
     * @param limit without one it may start whenever it would
     * @param earliest when it would
     */
    Instant take(String trigger, Optional<RateLimit> limit, Instant earliest) {
        if (limit.isEmpty()) {
            windows.remove(trigger);
            return earliest;
        }
        return windows.compute(
                        trigger,
                        (id, known) ->
                                known != null && known.limit.equals(limit.get()) ? known : new Window(limit.get()))
                .take(earliest);
    }
}
