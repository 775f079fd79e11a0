package io.switchhook.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code event}, for those who ask for what is past. */
public final class PastEventRows {
    private PastEventRows() {}

    /** Place of the event before the first that was received at or after a time; empty where there is none. */
    public static Optional<Long> before(Handle handle, Instant since) {
        return handle.createQuery("select min(seq) from event where received_at >= :since")
                .bind("since", since)
                .mapTo(Long.class)
                .findOne()
                .map(first -> first - 1);
    }

    /** Place of an event. */
    public static Optional<Long> place(Handle handle, String event) {
        return handle.createQuery("select seq from event where id = :id")
                .bind("id", event)
                .mapTo(Long.class)
                .findOne();
    }

    /** Place of the last event there is; 0 for none. */
    public static long last(Handle handle) {
        return handle.createQuery("select coalesce(max(seq), 0) from event")
                .mapTo(Long.class)
                .one();
    }

    /** An event without what it says. */
    public record Past(long seq, String id, String source, String topic, String subject) {}

    /** The next events of those that one is about, in their order. */
    public static List<Past> next(Handle handle, BackFillRows.Open open, long until, int limit) {
        return handle.createQuery("select seq, id, source, topic, subject from event where seq > :at and seq <= :until"
                        + (open.from().isPresent() ? " and received_at >= :from" : "")
                        + " order by seq fetch first :limit rows only")
                .bind("at", open.at())
                .bind("until", until)
                .bind("from", open.from().orElse(Instant.EPOCH))
                .bind("limit", limit)
                .map((row, context) -> new Past(
                        row.getLong("seq"),
                        row.getString("id"),
                        row.getString("source"),
                        row.getString("topic"),
                        row.getString("subject")))
                .list();
    }

    /**
     * Keeps others from replaying these events, and from dropping them, until this transaction ends.
     *
     * @return the number of each one's next replay, by place; without those that are gone, and those that come to the subscriber anyway:
     *     it waits for them, or got them after {@code since} as they came
     */
    public static Map<Long, Integer> nextPasses(
            Handle handle, Collection<Long> events, String subscriber, Instant since) {
        if (events.isEmpty()) {
            return Map.of();
        }
        List<Long> there = handle.createQuery(
                        "select e.seq from event e where e.seq = any(:events) and not exists (select 1 from run r"
                                + " where r.event_seq = e.seq and r.kind = 'subscriber' and r.target = :subscriber and"
                                + " (r.line is not null or (r.pass = 0 and r.created_at >= :since))) order by e.seq for update")
                .bindArray("events", Long.class, List.copyOf(events))
                .bind("subscriber", subscriber)
                .bind("since", since)
                .mapTo(Long.class)
                .list();
        Map<Long, Integer> passes = new HashMap<>();
        there.forEach(event -> passes.put(event, 1));
        handle.createQuery("select event_seq, max(pass) as passes from run where event_seq = any(:events) group by"
                        + " event_seq")
                .bindArray("events", Long.class, there)
                .map((row, context) -> Map.entry(row.getLong("event_seq"), 1 + row.getInt("passes")))
                .forEach(next -> passes.put(next.getKey(), next.getValue()));
        return passes;
    }
}
