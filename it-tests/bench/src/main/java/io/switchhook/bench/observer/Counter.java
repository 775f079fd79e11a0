package io.switchhook.bench.observer;

import io.switchhook.api.Subscription;
import io.switchhook.api.WebhookEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts the events it sees, and how long after their receipt. */
@ApplicationScoped
@Subscription(name = "bench")
public class Counter {
    private static final long LONGEST = Duration.ofHours(1).toMillis();

    private final LongAdder count = new LongAdder();
    private final Histogram ages = new ConcurrentHistogram(LONGEST, 2);

    void count(@Observes WebhookEvent event) {
        long age = System.currentTimeMillis() - event.receivedAt().toEpochMilli();
        ages.recordValue(Math.max(0, Math.min(LONGEST, age)));
        count.increment();
    }

    /** Asked for while it is measured, so it must cost nothing. */
    long count() {
        return count.sum();
    }

    /** Median and 99th percentile in milliseconds, separated by a space. */
    String latencies() {
        Histogram now = ages.copy();
        return now.getValueAtPercentile(50) + " " + now.getValueAtPercentile(99);
    }

    void reset() {
        count.reset();
        ages.reset();
    }
}
