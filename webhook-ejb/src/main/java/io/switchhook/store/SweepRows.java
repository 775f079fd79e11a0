package io.switchhook.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Finds runs whose bell was never rung or got lost, and claims whose owner is gone. */
public final class SweepRows {
    private static final String BELL = "r.id, r.kind, r.target, r.tries, r.due_at";
    private static final String FIRST_OF_LINE = " and not exists (select 1 from run p where p.kind = r.kind and"
            + " p.target = r.target and p.line = r.line and p.id < r.id)";

    private SweepRows() {}

    /** Runs of workflows first in line, due before {@code horizon}, that nobody rang for. */
    public static List<Bell> unrung(Handle handle, Instant horizon, int limit) {
        return handle.createQuery("select " + BELL + " from run r where r.status = 'waiting' and r.kind = 'workflow'"
                        + " and r.rung_at is null and r.due_at <= :horizon" + FIRST_OF_LINE
                        + " order by r.due_at, r.id fetch first :limit rows only")
                .bind("horizon", horizon)
                .bind("limit", limit)
                .map(RunRows::bell)
                .list();
    }

    /** Deliveries to one subscriber first in line, due before {@code horizon}, that nobody rang for. */
    public static List<Bell> unrung(Handle handle, String subscriber, Instant horizon, int limit) {
        return handle.createQuery("select " + BELL + " from run r where r.status = 'waiting' and r.kind = 'subscriber'"
                        + " and r.target = :subscriber and r.rung_at is null and r.due_at <= :horizon" + FIRST_OF_LINE
                        + " order by r.id fetch first :limit rows only")
                .bind("subscriber", subscriber)
                .bind("horizon", horizon)
                .bind("limit", limit)
                .map(RunRows::bell)
                .list();
    }

    /** Waiting runs of workflows rung for and due before {@code before}, yet not claimed: their bell is lost. */
    public static List<Bell> lost(Handle handle, Instant before, int limit) {
        return handle.createQuery("select " + BELL + " from run r where r.status = 'waiting' and r.kind = 'workflow'"
                        + " and r.rung_at > :epoch and r.rung_at <= :before and r.due_at <= :before order by r.id"
                        + " fetch first :limit rows only")
                // Said for the index, which has those without a time at its beginning.
                .bind("epoch", Instant.EPOCH)
                .bind("before", before)
                .bind("limit", limit)
                .map(RunRows::bell)
                .list();
    }

    /** Deliveries published before {@code before} to subscribers that are there, yet without an answer. */
    public static List<Bell> unanswered(Handle handle, Instant before, int limit) {
        return handle.createQuery(
                        "select " + BELL + " from run r join subscriber s on s.name = r.target and s.present where"
                                + " r.status = 'waiting' and r.kind = 'subscriber' and r.rung_at > :epoch and"
                                + " r.rung_at <= :before and r.due_at <= :before order by r.id fetch first"
                                + " :limit rows only")
                .bind("epoch", Instant.EPOCH)
                .bind("before", before)
                .bind("limit", limit)
                .map(RunRows::bell)
                .list();
    }

    /** Notes that bells are rung once more; for which of the runs, since some may not wait any longer. */
    public static List<Long> rungAgain(Handle handle, List<Long> runs, Instant now) {
        return RunRows.touched(
                handle, "update run set rung_at = :now where id = :run and status = 'waiting'", runs, now);
    }

    /** Lets no bell for a workflow count as rung: those of a life before were not kept. */
    public static void forgetBells(Handle handle) {
        handle.createUpdate("update run set rung_at = null where status = 'waiting' and kind = 'workflow' and rung_at >"
                        + " :epoch")
                .bind("epoch", Instant.EPOCH)
                .execute();
    }

    /** Gives up deliveries that wait for a subscriber; how many. */
    public static int giveUp(Handle handle, String subscriber, String reason, Instant now, int limit) {
        // Two statements: H2 would look at every run for one that has the other inside.
        List<Long> waiting = handle.createQuery("select id from run where status = 'waiting' and kind = 'subscriber'"
                        + " and target = :subscriber order by id fetch first :limit rows only")
                .bind("subscriber", subscriber)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
        if (!waiting.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch("update run set status = 'failed', line = null, rung_at = null,"
                    + " reason = :reason, finished_at = :now where id = :run and status = 'waiting'");
            waiting.forEach(run -> batch.bind("reason", reason)
                    .bind("now", now)
                    .bind("run", run)
                    .add());
            batch.execute();
        }
        return waiting.size();
    }

    /**
     * Keeps the claims of what an owner really works on.
     *
     * @param runs in the order of locks; one statement for all would take their rows in an order of the database's own
     */
    public static void renewClaims(Handle handle, String owner, List<Long> runs, Instant until) {
        if (!runs.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch("update run set claimed_until = :until where id = :run and"
                    + " claimed_by = :owner and status = 'running'");
            runs.forEach(run -> batch.bind("until", until)
                    .bind("run", run)
                    .bind("owner", owner)
                    .add());
            batch.execute();
        }
    }

    /**
     * Runs whose owner is gone: claim run out, or held by an earlier life of this node.
     *
     * @param node this node's earlier lives, a prefix of their owner names
     * @param owner this life, which keeps its claims until they run out
     */
    public static List<Long> orphans(Handle handle, String node, String owner, Instant now, int limit) {
        return handle.createQuery("select id from run where status = 'running' and (claimed_until < :now or"
                        + " (claimed_by like :node and claimed_by <> :owner)) order by id fetch first :limit rows only")
                .bind("owner", owner)
                .bind("now", now)
                .bind("node", node.replace("%", "").replace("_", "") + "/%")
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** Frees a run whose owner is gone; the attempt under way then uses up no try. False if somebody else has freed it. */
    public static boolean free(Handle handle, ClaimedRun run, String reason, Instant now) {
        return handle.createUpdate(
                                "update run set status = 'waiting', claimed_by = null, claimed_until = null, rung_at ="
                                        + " null, due_at = :now, reason = :reason where id = :run and status = 'running'"
                                        + " and claimed_by = :owner")
                        .bind("now", now)
                        .bind("reason", reason)
                        .bind("run", run.id())
                        .bind("owner", run.owner())
                        .execute()
                == 1;
    }

    /** How often an owner of this run has gone with an attempt under way, since it was last begun by somebody. */
    public static int interruptions(Handle handle, long run) {
        return handle.createQuery("select count(*) from attempt a join run r on r.id = a.run_id where a.run_id = :run"
                        + " and a.outcome = 'interrupted' and (r.retried_at is null or a.started_at >= r.retried_at)")
                .bind("run", run)
                .mapTo(Integer.class)
                .one();
    }
}
