package io.switchhook.bench.observer;

import io.switchhook.api.Subscription;
import io.switchhook.api.WebhookEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts the events it sees, and how long after their receipt. */
@ApplicationScoped
@Subscription(name = "bench")
public class Counter {
    private static final long LONGEST = Duration.ofHours(1).toMillis();

    private final Histogram ages = new ConcurrentHistogram(LONGEST, 3);

    void count(@Observes WebhookEvent event) {
        long age = System.currentTimeMillis() - event.receivedAt().toEpochMilli();
        ages.recordValue(Math.max(0, Math.min(LONGEST, age)));
    }

    /** Count, median and 99th percentile in milliseconds, separated by spaces. */
    String report() {
        Histogram now = ages.copy();
        return now.getTotalCount() + " " + now.getValueAtPercentile(50) + " " + now.getValueAtPercentile(99);
    }

    void reset() {
        ages.reset();
    }
}
