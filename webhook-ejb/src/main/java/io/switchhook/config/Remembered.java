package io.switchhook.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Asks for each key at most once in a while: the server's configuration goes through all its sources for every question. A changed
 * value counts when the while is over. Who does not answer any more ({@link IllegalStateException}), as a configuration that is taken
 * down while work goes on, leaves what was known.
 */
final class Remembered implements Function<String, Optional<String>> {
    private final Function<String, Optional<String>> lookup;
    private final long nanos;
    private final LongSupplier time;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    private record Answer(Optional<String> value, long since) {}

    /** @param time in nanoseconds, as {@link System#nanoTime} tells it */
    Remembered(Function<String, Optional<String>> lookup, Duration aWhile, LongSupplier time) {
        this.lookup = lookup;
        this.nanos = aWhile.toNanos();
        this.time = time;
    }

    @Override
    public Optional<String> apply(String key) {
        long now = time.getAsLong();
        Answer known = answers.get(key);
        if (known == null || now - known.since() >= nanos) {
            known = new Answer(answer(key, known), now);
            answers.put(key, known);
        }
        return known.value();
    }

    private Optional<String> answer(String key, Answer known) {
        try {
            return lookup.apply(key);
        } catch (IllegalStateException gone) {
            if (known == null) {
                throw gone;
            }
            return known.value();
        }
    }
}
