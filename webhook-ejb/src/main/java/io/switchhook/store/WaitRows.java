package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The table {@code run_wait}: the waits of runs. Its row says what has ended a wait, the row of the run only when to look. Whoever changes
 * both takes this one first.
 */
public final class WaitRows {
    private static final int SLOTS = 64;
    private static final int PORTION = 100;

    private WaitRows() {}

    /**
     * A wait.
     *
     * @param until when time ends it
     * @param event place of the event that has ended it
     */
    public record Wait(Instant begun, Instant until, OptionalLong event) {}

    /**
     * A wait for an event.
     *
     * @param after place in the order of events behind which one counts
     */
    public record Waiting(long run, String workflow, String step, String subject, long after) {}

    /**
     * Keeps all others from beginning a wait of these subjects, and from storing events that one may wait for, until the transaction ends:
     * so either the wait finds the event, or the event the wait. To be called before other rows are taken.
     */
    public static void lock(Handle handle, Collection<String> subjects) {
        List<Integer> slots = subjects.stream()
                .map(subject -> Math.floorMod(subject.hashCode(), SLOTS))
                .distinct()
                .sorted()
                .toList();
        handle.createQuery("select slot from wait_lock where slot in (<slots>) order by slot for update")
                .bindList("slots", slots)
                .mapTo(Integer.class)
                .list();
    }

    /**
     * Begins a wait of a run.
     *
     * @param subject of which an event ends it; empty: time alone does
     * @return place of the event that started the run, or has ended its last wait
     */
    public static long begin(
            Handle handle, long run, String step, Optional<String> subject, Instant begun, Instant until) {
        Map<String, Object> values = Map.of("run", run, "step", step, "begun", begun, "until", until);
        String of = subject.orElse(null);
        int again = handle.createUpdate("update run_wait set step = :step, subject = :subject, begun_at = :begun,"
                        + " until_at = :until, after_seq = coalesce(event_seq, after_seq), event_seq = null where run_id ="
                        + " :run")
                .bindMap(values)
                .bind("subject", of)
                .execute();
        if (again == 0) {
            long started = handle.createQuery("select event_seq from run where id = :run")
                    .bind("run", run)
                    .mapTo(Long.class)
                    .one();
            handle.createUpdate("insert into run_wait (run_id, step, subject, begun_at, until_at, after_seq) values"
                            + " (:run, :step, :subject, :begun, :until, :started)")
                    .bindMap(values)
                    .bind("subject", of)
                    .bind("started", started)
                    .execute();
            return started;
        }
        return handle.createQuery("select after_seq from run_wait where run_id = :run")
                .bind("run", run)
                .mapTo(Long.class)
                .one();
    }

    /** The wait of a run, held until the transaction ends. */
    public static Optional<Wait> hold(Handle handle, long run) {
        return handle.createQuery("select begun_at, until_at, event_seq from run_wait where run_id = :run for update")
                .bind("run", run)
                .map(WaitRows::row)
                .findOne();
    }

    /** Takes no event for the wait of this run any more: its time is over, or it is cancelled. */
    public static void close(Handle handle, long run) {
        handle.createUpdate("update run_wait set subject = null where run_id = :run")
                .bind("run", run)
                .execute();
    }

    /** The waits for events of these subjects, in the order of locks. */
    public static List<Waiting> of(Handle handle, Collection<String> subjects) {
        return handle.createQuery("select w.run_id, r.target, w.step, w.subject, w.after_seq from run_wait w join run r"
                        + " on r.id = w.run_id where w.subject = any(:subjects) and w.event_seq is null and r.line is not"
                        + " null order by w.run_id")
                .bindArray("subjects", String.class, List.copyOf(subjects))
                .map(WaitRows::waiting)
                .list();
    }

    /** Ends a wait with an event; false if something else has ended it. */
    public static boolean arrived(Handle handle, long run, long event) {
        return handle.createUpdate("update run_wait set event_seq = :event where run_id = :run and event_seq is null"
                                + " and subject is not null")
                        .bind("event", event)
                        .bind("run", run)
                        .execute()
                == 1;
    }

    /** Place of the first event of a subject behind another that is as asked for. */
    public static OptionalLong first(Handle handle, String subject, long after, Predicate<EventRecord> asked) {
        long last = after;
        while (true) {
            List<Map.Entry<Long, EventRecord>> next = handle.createQuery("select e.seq, " + EventRows.COLUMNS
                            + " from event e where e.subject = :subject and e.seq > :after order by e.seq"
                            + " fetch first :most rows only")
                    .bind("subject", subject)
                    .bind("after", last)
                    .bind("most", PORTION)
                    .map((row, context) -> Map.entry(row.getLong("seq"), EventRows.read(row, context)))
                    .list();
            for (Map.Entry<Long, EventRecord> event : next) {
                if (asked.test(event.getValue())) {
                    return OptionalLong.of(event.getKey());
                }
            }
            if (next.size() < PORTION) {
                return OptionalLong.empty();
            }
            last = next.get(next.size() - 1).getKey();
        }
    }

    /** The event at a place; empty if it is not kept any more. */
    public static Optional<EventRecord> event(Handle handle, long place) {
        return handle.createQuery("select " + EventRows.COLUMNS + " from event e where e.seq = :place")
                .bind("place", place)
                .map(EventRows::read)
                .findOne();
    }

    private static Wait row(ResultSet row, StatementContext context) throws SQLException {
        long event = row.getLong("event_seq");
        OptionalLong ended = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(event);
        return new Wait(Database.instant(row, "begun_at"), Database.instant(row, "until_at"), ended);
    }

    private static Waiting waiting(ResultSet row, StatementContext context) throws SQLException {
        return new Waiting(
                row.getLong("run_id"),
                row.getString("target"),
                row.getString("step"),
                row.getString("subject"),
                row.getLong("after_seq"));
    }
}
