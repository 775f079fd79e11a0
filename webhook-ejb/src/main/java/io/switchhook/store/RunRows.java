package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.run.NewRun;
import io.switchhook.run.RunKind;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.workflow.Write;
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
 * The table {@code run}. A run stands in a line (kind, target, subject) until it is finished, when {@code line} becomes null;
 * only the first of a line is ever rung for, and {@code rung_at} is the token that lets exactly one ringer through.
 */
public final class RunRows {
    private static final String FIRST_OF_LINE = " not exists (select 1 from run p where p.kind = r.kind and"
            + " p.target = r.target and p.line = r.line and p.id < r.id)";
    /** Ordered as the index is, so that one entry of it is read; min(id) would make H2 read the whole line. */
    static final String FIRST = " order by p.line, p.kind, p.target, p.id fetch first row only";

    private static final String CLAIMED =
            "select r.id as run_id, r.kind as run_kind, r.target, r.line, r.step, r.tries, r.claimed_by, r.variables,"
                    + " r.created_at, " + EventRows.COLUMNS;
    private static final String BELL = "r.id, r.kind, r.target, r.tries, r.due_at";

    private RunRows() {}

    /**
     * A run that stands in a line of its own kind and target.
     */
    public record Standing(RunKind kind, String target, String line) {}

    /** Who stands in any of these lines. */
    public static List<Standing> inLines(Handle handle, Collection<String> lines) {
        return handle.createQuery("select distinct kind, target, line from run where line = any(:lines)")
                .bindArray("lines", String.class, List.copyOf(lines))
                .map((row, context) ->
                        new Standing(RunKind.of(row.getString("kind")), row.getString("target"), row.getString("line")))
                .list();
    }

    /**
     * A run of an event.
     *
     * @param eventSeq the event's place in the order of events
     */
    public record Placed(long eventSeq, NewRun run) {}

    /**
     * Adds runs.
     *
     * @param owner who claims those that are claimed at birth, until when
     * @return their ids, as they were given
     */
    public static List<Long> insert(Handle handle, List<Placed> runs, String owner, Instant until, Instant now) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into run (event_seq, kind, target, trigger_id, line, status, step, tries, due_at, rung_at,"
                        + " claimed_by, claimed_until, variables, reason, created_at) values (:event, :kind, :target,"
                        + " :trigger, :line, :status, 0, 0, :due, :rung, :owner, :until, :variables, '', :now)");
        for (Placed placed : runs) {
            NewRun run = placed.run();
            boolean claimed = run.standing() == NewRun.Standing.CLAIMED;
            boolean rung = claimed || run.standing() == NewRun.Standing.RUNG;
            batch.bind("event", placed.eventSeq())
                    .bind("kind", run.kind().column())
                    .bind("target", run.target())
                    .bind("trigger", run.trigger())
                    .bind("line", run.line())
                    .bind("status", claimed ? "running" : "waiting")
                    .bind("due", run.due())
                    .bind("rung", rung ? now : null)
                    .bind("owner", claimed ? owner : null)
                    .bind("until", claimed ? until : null)
                    .bind("variables", run.variables())
                    .bind("now", now)
                    .add();
        }
        return batch.executePreparedBatch("id").mapTo(Long.class).list();
    }

    /**
     * A run of an event that somebody must be told of.
     *
     * @param eventSeq the event's place in the order of events
     */
    public record EventBell(long eventSeq, Bell bell) {}

    /** The waiting runs of events that are first in their line and due before {@code horizon}, by their ids. */
    public static List<EventBell> firstOfLine(Handle handle, Collection<Long> eventSeqs, Instant horizon) {
        return handle.createQuery("select r.event_seq, " + BELL + " from run r where r.event_seq = any(:events)"
                        + " and r.status = 'waiting' and r.due_at <= :horizon and" + FIRST_OF_LINE + " order by r.id")
                .bindArray("events", Long.class, List.copyOf(eventSeqs))
                .bind("horizon", horizon)
                .map((row, context) -> new EventBell(row.getLong("event_seq"), bell(row, context)))
                .list();
    }

    /** The run that is first in line now, if it waits. */
    public static Optional<Bell> firstOfLine(Handle handle, RunKind kind, String target, String line) {
        return handle.createQuery("select " + BELL + " from run r where r.status = 'waiting' and r.id = (select p.id"
                        + " from run p where p.kind = :kind and p.target = :target and p.line = :line" + FIRST + ")")
                .bind("kind", kind.column())
                .bind("target", target)
                .bind("line", line)
                .map(RunRows::bell)
                .findOne();
    }

    /** The delivery that is first in the line a finished one stood in, if it waits. */
    public static Optional<Bell> firstBehind(Handle handle, long finishedDelivery) {
        return handle.createQuery("select " + BELL + " from run r where r.status = 'waiting' and r.id = (select p.id"
                        + " from run p, run f join event e on e.seq = f.event_seq where"
                        + " f.id = :finished and f.line is null and p.kind = f.kind and"
                        + " p.target = f.target and p.line = e.subject" + FIRST + ")")
                .bind("finished", finishedDelivery)
                .map(RunRows::bell)
                .findOne();
    }

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

    /** Goes on to the next step; false when the claim was lost meanwhile. */
    public static boolean advance(Handle handle, ClaimedRun run, int step, String variables) {
        return handle.createUpdate("update run set step = :step, tries = 0, variables = :variables where id = :run"
                                + " and claimed_by = :owner and status = 'running'")
                        .bind("step", step)
                        .bind("variables", variables)
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .execute()
                == 1;
    }

    /**
     * Lets a run wait.
     *
     * @param rung whether its bell will be rung by the caller; otherwise the sweep does it when the time comes
     * @return false when the claim was lost meanwhile
     */
    public static boolean postpone(
            Handle handle, ClaimedRun run, int tries, Instant due, boolean rung, String reason, Instant now) {
        return handle.createUpdate("update run set status = 'waiting', tries = :tries, due_at = :due, rung_at = :rung,"
                                + " claimed_by = null, claimed_until = null, reason = :reason where id = :run" + HELD)
                        .bind("tries", tries)
                        .bind("due", due)
                        .bind("rung", rung ? now : null)
                        .bind("reason", Text.upTo(1024, reason))
                        .bind("run", run.id())
                        .bind("owner", run.owner())
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
    private static final String HELD =
            " and line is not null and (claimed_by = :owner or (kind = 'subscriber' and :owner = ''))";

    /**
     * Ends runs well, each in the order given and with its try, where their claims are still held.
     *
     * @return those
     */
    public static List<Success> succeed(Handle handle, List<Success> successes, Instant now) {
        PreparedBatch batch = handle.prepareBatch("update run set status = 'succeeded', line = null, rung_at = null,"
                + " tries = :tries, reason = '', finished_at = :now, claimed_by = null, claimed_until = null where id ="
                + " :run"
                + HELD);
        for (Success success : successes) {
            batch.bind("tries", success.attempt().number())
                    .bind("now", now)
                    .bind("run", success.run().id())
                    .bind("owner", success.run().owner())
                    .add();
        }
        int[] counts = batch.execute();
        List<Success> ended = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(successes::get)
                .toList();
        AttemptRows.insert(handle, ended.stream().map(Success::attempt).toList());
        return ended;
    }

    /**
     * A run whose last step is done.
     *
     * @param attempt the try of the step that did it
     * @param writes what that step has to be written
     */
    public record Success(ClaimedRun run, Attempt attempt, List<Write> writes) {}

    /** The runs that are first in these lines of a workflow or subscriber now, wait, and were not rung for. */
    public static List<Bell> firstOfLines(Handle handle, RunKind kind, String target, Collection<String> lines) {
        return handle.createQuery("select " + BELL + " from unnest(cast(:lines as varchar array)) as l(line) join run"
                        + " r on r.id = (select p.id from run p where p.kind = :kind and"
                        + " p.target = :target and p.line = l.line"
                        + FIRST + ") where r.status = 'waiting' and r.rung_at is null")
                .bindArray("lines", String.class, lines)
                .bind("kind", kind.column())
                .bind("target", target)
                .map(RunRows::bell)
                .list();
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
        String owner = row.getString("claimed_by");
        return new ClaimedRun(
                row.getLong("run_id"),
                RunKind.of(row.getString("run_kind")),
                row.getString("target"),
                row.getString("line"),
                row.getInt("step"),
                row.getInt("tries"),
                owner == null ? "" : owner,
                JsonText.read(row.getString("variables")),
                Database.instant(row, "created_at"),
                event);
    }
}
