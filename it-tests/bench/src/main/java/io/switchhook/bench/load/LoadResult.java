package io.switchhook.bench.load;

import io.switchhook.bench.load.Load.Outcome;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The result of a load, as it passes from process to process in one line.
 *
 * @param accepted answers 200
 * @param errors other answers, and connections that broke
 * @param startedAt the first request, milliseconds since 1970
 * @param seconds from the first request to the last answer
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param lastError empty without errors
 */
public record LoadResult(
        long accepted, long errors, long startedAt, double seconds, double p50, double p99, String lastError) {

    static LoadResult of(Outcome outcome) {
        Histogram latencies = outcome.latencies();
        return new LoadResult(
                latencies.getTotalCount(),
                outcome.errors(),
                outcome.startedAt(),
                outcome.took().toNanos() / 1e9,
                latencies.getValueAtPercentile(50) / 1e6,
                latencies.getValueAtPercentile(99) / 1e6,
                outcome.lastError().replace('\t', ' ').replace('\n', ' '));
    }

    String toLine() {
        return "%d\t%d\t%d\t%s\t%s\t%s\t%s".formatted(accepted, errors, startedAt, seconds, p50, p99, lastError);
    }

    /** @throws IllegalArgumentException if this is not what {@link #toLine} writes */
    static LoadResult of(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        if (parts.size() != 7) {
            throw new IllegalArgumentException("The load generator said: " + line);
        }
        return new LoadResult(
                Long.parseLong(parts.get(0)),
                Long.parseLong(parts.get(1)),
                Long.parseLong(parts.get(2)),
                Double.parseDouble(parts.get(3)),
                Double.parseDouble(parts.get(4)),
                Double.parseDouble(parts.get(5)),
                parts.get(6));
    }

    /** Accepted requests in a second. */
    public double rate() {
        return accepted / seconds;
    }
}
