package io.switchhook.store;

import io.switchhook.api.wire.BackFill;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code back_fill}. */
public final class BackFillRows {
    /** In {@code until_seq}, while it is not said. */
    private static final long UNTOLD = -1;

    private static final String OPEN = " finished_at is null and refused = ''";

    private BackFillRows() {}

    /**
     * A request that is known.
     *
     * @param askedFor see {@link BackFill#described()}
     * @param refused why it cannot be done; empty where it can
     */
    public record Known(String askedFor, String refused) {}

    /** The request that a subscriber knows by this id. */
    public static Optional<Known> find(Handle handle, String subscriber, String request) {
        return handle.createQuery(
                        "select asked_for, refused from back_fill where subscriber = :subscriber and request = :request")
                .bind("subscriber", subscriber)
                .bind("request", request)
                .map((row, context) -> new Known(row.getString("asked_for"), row.getString("refused")))
                .findOne();
    }

    /**
     * Keeps a request that is to be done.
     *
     * @param after place of the event after which it begins
     */
    public static void insert(Handle handle, String subscriber, BackFill asked, String by, long after, Instant now) {
        insert(handle, subscriber, asked, by, after, "", now);
    }

    /** Keeps a request that cannot be done, and why. */
    public static void insertRefused(
            Handle handle, String subscriber, BackFill asked, String by, String why, Instant now) {
        insert(handle, subscriber, asked, by, 0, why, now);
    }

    private static void insert(
            Handle handle, String subscriber, BackFill asked, String by, long after, String refused, Instant now) {
        handle.createUpdate("insert into back_fill (subscriber, request, asked_for, asked_by, asked_at, received_from,"
                        + " at_seq, until_seq, deliveries, refused) values (:subscriber, :request, :for, :by, :now, :from, :at, :until, 0,"
                        + " :refused)")
                .bind("subscriber", subscriber)
                .bind("request", asked.id())
                .bind("for", asked.described())
                .bind("by", Text.upTo(128, by))
                .bind("now", now)
                .bind("from", asked.since().orElse(null))
                .bind("at", after)
                .bind("until", UNTOLD)
                .bind("refused", Text.upTo(1024, refused))
                .execute();
    }

    /** Forgets a request. */
    public static void delete(Handle handle, String subscriber, String request) {
        handle.createUpdate("delete from back_fill where subscriber = :subscriber and request = :request")
                .bind("subscriber", subscriber)
                .bind("request", request)
                .execute();
    }

    /**
     * One that is to go on.
     *
     * @param at place of the last event it has looked at
     * @param until place of the last that it is about; empty while that is not said
     */
    public record Open(
            long id,
            String subscriber,
            String askedBy,
            Instant askedAt,
            Optional<Instant> from,
            long at,
            Optional<Long> until) {}

    /** Those that are not done, the oldest first: their numbers, and whose they are. */
    public static Map<Long, String> open(Handle handle) {
        return handle.createQuery("select id, subscriber from back_fill where" + OPEN + " order by id")
                .reduceRows(new LinkedHashMap<>(), (open, row) -> {
                    open.put(row.getColumn("id", Long.class), row.getColumn("subscriber", String.class));
                    return open;
                });
    }

    /** One that is not done, kept from others until this transaction ends. */
    public static Optional<Open> lock(Handle handle, long id) {
        return handle.createQuery("select id, subscriber, asked_by, asked_at, received_from, at_seq, until_seq from"
                        + " back_fill where id = :id and" + OPEN + " for update")
                .bind("id", id)
                .map(BackFillRows::read)
                .findOne();
    }

    private static Open read(ResultSet row, StatementContext context) throws SQLException {
        long until = row.getLong("until_seq");
        return new Open(
                row.getLong("id"),
                row.getString("subscriber"),
                row.getString("asked_by"),
                Database.instant(row, "asked_at"),
                Optional.ofNullable(Database.instant(row, "received_from")),
                row.getLong("at_seq"),
                until == UNTOLD ? Optional.empty() : Optional.of(until));
    }

    /** Notes how far one has come. */
    public static void progress(
            Handle handle, long id, long at, long until, int deliveries, Optional<Instant> finished) {
        handle.createUpdate("update back_fill set at_seq = :at, until_seq = :until, deliveries = deliveries + :more,"
                        + " finished_at = :finished where id = :id")
                .bind("at", at)
                .bind("until", until)
                .bind("more", deliveries)
                .bind("finished", finished.orElse(null))
                .bind("id", id)
                .execute();
    }

    /** How many deliveries of past events wait for a subscriber; {@code most} also where there are more. */
    public static int waiting(Handle handle, String subscriber, int most) {
        return handle.createQuery("select id from run where status = 'waiting' and kind = 'subscriber' and"
                        + " target = :subscriber and pass > 0 fetch first :most rows only")
                .bind("subscriber", subscriber)
                .bind("most", most)
                .mapTo(Long.class)
                .list()
                .size();
    }
}
