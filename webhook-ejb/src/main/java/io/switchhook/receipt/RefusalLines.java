package io.switchhook.receipt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which refusals get a line in the log: the first of a kind at once, those after it one line a {@link #QUIET while} that counts
 * them. When none came for that long, the next is a first one again. Thread-safe.
 */
public final class RefusalLines {
    /** From one line about a kind to the next. */
    public static final Duration QUIET = Duration.ofMinutes(1);

    private final int most;
    private final Map<Kind, Counted> counts = new LinkedHashMap<>();

    /**
     * Refusals that had no line of their own.
     *
     * @param status that they were answered with, last
     * @param count how many, at least 1
     * @param since when the line before was written
     * @param client who the last came from
     */
    public record Summary(Kind kind, int status, long count, Instant since, String client) {}

    private static final class Counted {
        private Instant since;
        private long count;
        private int status;
        private String client = "";

        Counted(Instant since) {
            this.since = since;
        }
    }

    /** @param most kinds told apart; what is of another gets no line */
    public RefusalLines(int most) {
        this.most = most;
    }

    /** Whether this refusal is to have a line of its own; otherwise it is counted. */
    public synchronized boolean first(Kind kind, int status, String client, Instant now) {
        Counted counted = counts.get(kind);
        if (counted == null) {
            if (counts.size() >= most) {
                return false;
            }
            counts.put(kind, new Counted(now));
            return true;
        }
        counted.count++;
        counted.status = status;
        counted.client = client;
        return false;
    }

    /** What is to be said now; to be asked about every second. */
    public synchronized List<Summary> due(Instant now) {
        List<Summary> due = new ArrayList<>();
        for (Iterator<Map.Entry<Kind, Counted>> all = counts.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Kind, Counted> entry = all.next();
            Counted counted = entry.getValue();
            boolean over = !now.isBefore(counted.since.plus(QUIET)) || now.isBefore(counted.since);
            if (over && counted.count == 0) {
                all.remove();
            } else if (over) {
                due.add(summary(entry.getKey(), counted));
                counted.since = now;
                counted.count = 0;
            }
        }
        return due;
    }

    /** What is left to be said when the application stops. */
    public synchronized List<Summary> rest() {
        List<Summary> rest = counts.entrySet().stream()
                .filter(entry -> entry.getValue().count > 0)
                .map(entry -> summary(entry.getKey(), entry.getValue()))
                .toList();
        counts.clear();
        return rest;
    }

    private static Summary summary(Kind kind, Counted counted) {
        return new Summary(kind, counted.status, counted.count, counted.since, counted.client);
    }
}
