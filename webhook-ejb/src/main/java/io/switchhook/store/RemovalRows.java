package io.switchhook.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The tables that know of a subscriber, where it is removed with what waits for it. */
public final class RemovalRows {

    private RemovalRows() {}

    /**
     * What a removal would discard.
     *
     * @param present whether the subscriber is there, so that it would register again
     * @param waiting deliveries that wait for it
     * @param deadLetters dead letters under its name
     */
    public record Stock(boolean present, long waiting, long deadLetters) {
        public long count() {
            return waiting + deadLetters;
        }
    }

    /** What is there of a subscriber, which stays as it is until this transaction ends; empty if there is none of this name. */
    public static Optional<Stock> lock(Handle handle, String name) {
        return handle.createQuery("select present from subscriber where name = :name and removed_by is null for update")
                .bind("name", name)
                .mapTo(Boolean.class)
                .findOne()
                .map(present -> new Stock(
                        present,
                        count(
                                handle,
                                "select count(*) from run where status = 'waiting' and kind = 'subscriber'"
                                        + " and target = :name",
                                name),
                        count(
                                handle,
                                "select count(*) from dead_letter where kind = 'subscriber' and target = :name",
                                name)));
    }

    private static long count(Handle handle, String sql, String name) {
        return handle.createQuery(sql).bind("name", name).mapTo(Long.class).one();
    }

    /** From now on nothing is kept for it, and it cannot register before it is gone. */
    public static void begin(Handle handle, String name, String by) {
        handle.createUpdate("update subscriber set removed_by = :by where name = :name")
                .bind("by", Text.upTo(128, by))
                .bind("name", name)
                .execute();
    }

    /** Those that are being removed, and by whom. */
    public static Map<String, String> begun(Handle handle) {
        return handle.createQuery("select name, removed_by from subscriber where removed_by is not null")
                .reduceRows(new TreeMap<>(), (begun, row) -> {
                    begun.put(row.getColumn("name", String.class), row.getColumn("removed_by", String.class));
                    return begun;
                });
    }

    /** Ends deliveries that wait for it, oldest first; how many. */
    public static int discardWaiting(Handle handle, String name, String by, Instant now, int limit) {
        List<Long> waiting = handle.createQuery("select id from run where status = 'waiting' and kind = 'subscriber'"
                        + " and target = :name order by id fetch first :limit rows only")
                .bind("name", name)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        if (!waiting.isEmpty()) {
            handle.createUpdate("update run set status = 'cancelled', line = null, rung_at = null, reason = :reason,"
                            + " finished_at = :now where id in (<runs>) and status = 'waiting'")
                    .bind("reason", Text.upTo(1024, "subscriber " + name + " was removed by " + by))
                    .bind("now", now)
                    .bindList("runs", waiting)
                    .execute();
        }
        return waiting.size();
    }

    /** Drops dead letters under its name, oldest first; how many. Their runs stay failed. */
    public static int discardDeadLetters(Handle handle, String name, int limit) {
        List<Long> letters = handle.createQuery("select id from dead_letter where kind = 'subscriber' and"
                        + " target = :name order by id fetch first :limit rows only")
                .bind("name", name)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        return DeadLetterControlRows.delete(handle, letters);
    }

    /** It is gone; should it come back, it begins anew. */
    public static void end(Handle handle, String name) {
        SubscriberRows.absent(handle, name);
        SubscriberRows.forget(handle, name);
    }
}
