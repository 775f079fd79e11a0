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

    /** Gives back a claim whose owner has not begun. */
    public static void giveClaimBack(Handle handle, ClaimedRun run) {
        handle.createUpdate("update run set status = 'waiting', claimed_by = null, claimed_until = null, rung_at = null"
                        + " where id = :run and claimed_by = :owner and status = 'running'")
                .bind("run", run.id())
                .bind("owner", run.owner())
                .execute();
    }

    /** Claims of these runs of workflows those that wait and are due by {@code now}, unless somebody else was faster. */
    public static List<ClaimedRun> claim(
            Handle handle, Collection<Long> runs, String owner, Instant until, Instant now) {
        List<Long> inOrder = runs.stream().distinct().sorted().toList();
        PreparedBatch batch = handle.prepareBatch(
                "update run set status = 'running', claimed_by = :owner, claimed_until = :until where id = :run"
                        + " and kind = 'workflow' and status = 'waiting' and due_at <= :now");
        for (long run : inOrder) {
            batch.bind("owner", owner)
                    .bind("until", until)
                    .bind("run", run)
                    .bind("now", now)
                    .add();
        }
        int[] counts = batch.execute();
        List<Long> claimed = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(inOrder::get)
                .toList();
        return claimed.isEmpty() ? List.of() : find(handle, claimed);
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

    /** Goes on to the step at which the run stands now, with its variables; false when the claim was lost meanwhile. */
    public static boolean advance(Handle handle, ClaimedRun run) {
        return handle.createUpdate("update run set step = :step, step_name = :name, tries = 0, variables = :variables"
                                + " where id = :run and claimed_by = :owner and status = 'running'")
                        .bind("step", run.step())
                        .bind("name", run.stepName())
                        .bind("variables", JsonText.text(run.variables()))
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .execute()
                == 1;
    }

    /** Whether a claim is still held. */
    public static boolean isHeld(Handle handle, ClaimedRun run) {
        return handle.createQuery(
                                "select count(*) from run where id = :run and claimed_by = :owner and status = 'running'")
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    /** Counts a try of the step at which the run stands, and keeps the claim; false when it was lost meanwhile. */
    public static boolean begun(Handle handle, ClaimedRun run, int tries) {
        return handle.createUpdate("update run set step = :step, step_name = :name, tries = :tries"
                                + " where id = :run and claimed_by = :owner and status = 'running'")
                        .bind("step", run.step())
                        .bind("name", run.stepName())
                        .bind("tries", tries)
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .execute()
                == 1;
    }

    /**
     * Lets a run wait at the step at which it stands.
     *
     * @param rung whether its bell will be rung by the caller; otherwise the sweep does it when the time comes
     * @return false when the claim was lost meanwhile
     */
    public static boolean postpone(
            Handle handle, ClaimedRun run, int tries, Instant due, boolean rung, String reason, Instant now) {
        return handle.createUpdate("update run set status = 'waiting', step = :step, step_name = :name, tries = :tries,"
                                + " due_at = :due, rung_at = :rung, claimed_by = null, claimed_until = null, reason = :reason"
                                + " where id = :run" + HELD)
                        .bind("step", run.step())
                        .bind("name", run.stepName())
                        .bind("tries", tries)
                        .bind("due", due)
                        .bind("rung", rung ? now : null)
                        .bind("reason", Text.upTo(1024, reason))
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .execute()
                == 1;
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

    /** Ends a run and frees its line; false when the claim was lost or it is finished already. */
    public static boolean finish(Handle handle, ClaimedRun run, String status, int tries, String reason, Instant now) {
        return handle.createUpdate(
                                "update run set status = :status, line = null, rung_at = null, tries = :tries, reason"
                                        + " = :reason, finished_at = :now, claimed_by = null, claimed_until = null where"
                                        + " id = :run"
                                        + HELD)
                        .bind("status", status)
                        .bind("tries", tries)
                        .bind("reason", Text.upTo(1024, reason))
                        .bind("now", now)
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .execute()
                == 1;
    }

    /** A workflow's run is held by its claim; a delivery by nobody, so it only has to be unfinished. */
    static final String HELD =
            " and line is not null and (claimed_by = :owner or (kind = 'subscriber' and :owner = ''))";

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
