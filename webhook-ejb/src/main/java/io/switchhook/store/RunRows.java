package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.run.RunKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The table {@code run}. Only the first of a line is ever rung for, see {@link LineRows}; {@code rung_at} is the token that lets exactly
 * one ringer through.
 */
public final class RunRows {
    private static final String CLAIMED =
            "select r.id as run_id, r.kind as run_kind, r.target, r.line, r.step, r.step_name, r.tries, r.claimed_by, r.variables,"
                    + " r.created_at, r.pass, " + EventRows.COLUMNS;
    static final String BELL = "r.id, r.kind, r.target, r.tries, r.due_at";

    private RunRows() {}

    /** Takes the right to ring for runs that wait and were not rung for; for which of them, if nobody else has it. */
    public static List<Long> takeBells(Handle handle, List<Long> runs, Instant now) {
        return touched(
                handle,
                "update run set rung_at = :now where id = :run and rung_at is null and status = 'waiting'",
                runs,
                now);
    }

    /** Which of the runs a statement with {@code :run} and {@code :now} changed. */
    static List<Long> touched(Handle handle, String update, List<Long> runs, Instant now) {
        if (runs.isEmpty()) {
            return List.of();
        }
        PreparedBatch batch = handle.prepareBatch(update);
        runs.forEach(run -> batch.bind("run", run).bind("now", now).add());
        int[] counts = batch.execute();
        return IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(runs::get)
                .toList();
    }

    /** Gives the right to ring for a waiting run back: whoever had it may have died before it rang. */
    public static void giveBellBack(Handle handle, long run) {
        handle.createUpdate("update run set rung_at = null where id = :run and status = 'waiting'")
                .bind("run", run)
                .execute();
    }

    /** Unfinished runs with their events, by their ids. */
    public static List<ClaimedRun> find(Handle handle, Collection<Long> runs) {
        return handle.createQuery(CLAIMED + " from run r join event e on e.seq = r.event_seq where r.id = any(:runs)"
                        + " and r.line is not null order by r.id")
                .bindArray("runs", Long.class, List.copyOf(runs))
                .map(RunRows::claimed)
                .list();
    }

    /** How many characters the events of runs have, by run. */
    public static Map<Long, Long> lengths(Handle handle, Collection<Long> runs) {
        return handle.createQuery(
                        "select r.id, char_length(e.data) as length from run r join event e on e.seq = r.event_seq"
                                + " where r.id = any(:runs)")
                .bindArray("runs", Long.class, List.copyOf(runs))
                .reduceRows(new HashMap<>(), (lengths, row) -> {
                    lengths.put(row.getColumn("id", Long.class), row.getColumn("length", Long.class));
                    return lengths;
                });
    }

    /** An unfinished run with its event. */
    public static Optional<ClaimedRun> find(Handle handle, long run) {
        return find(handle, List.of(run)).stream().findFirst();
    }

    /** Makes a run that waits due, and takes the right to ring for it; false if it does not wait. */
    public static boolean wake(Handle handle, long run, Instant now) {
        return handle.createUpdate(
                                "update run set due_at = :now, rung_at = :now where id = :run and status = 'waiting'")
                        .bind("now", now)
                        .bind("run", run)
                        .execute()
                == 1;
    }

    static Bell bell(ResultSet row, StatementContext context) throws SQLException {
        return new Bell(
                row.getLong("id"),
                RunKind.of(row.getString("kind")),
                row.getString("target"),
                row.getInt("tries"),
                Database.instant(row, "due_at"));
    }

    private static ClaimedRun claimed(ResultSet row, StatementContext context) throws SQLException {
        EventRecord event = EventRows.read(row, context);
        RunKind kind = RunKind.of(row.getString("run_kind"));
        boolean replayed = kind == RunKind.SUBSCRIBER && row.getInt("pass") > 0;
        String owner = row.getString("claimed_by");
        return new ClaimedRun(
                row.getLong("run_id"),
                kind,
                row.getString("target"),
                row.getString("line"),
                row.getInt("step"),
                row.getString("step_name"),
                row.getInt("tries"),
                owner == null ? "" : owner,
                JsonText.read(row.getString("variables")),
                Database.instant(row, "created_at"),
                replayed ? event.asReplay() : event);
    }
}
