package io.switchhook.store;

import io.switchhook.api.wire.JsonText;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What whoever holds a run writes of it in the table {@code run}; who has lost it meanwhile writes nothing. */
public final class HeldRunRows {
    /** A workflow's run is held by its claim; a delivery by nobody, so it only has to be unfinished. */
    static final String HELD =
            " and line is not null and (claimed_by = :owner or (kind = 'subscriber' and :owner = ''))";

    private HeldRunRows() {}

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
        return claimed.isEmpty() ? List.of() : RunRows.find(handle, claimed);
    }

    /** Gives back a claim whose owner has not begun. */
    public static void giveClaimBack(Handle handle, ClaimedRun run) {
        handle.createUpdate("update run set status = 'waiting', claimed_by = null, claimed_until = null, rung_at = null"
                        + " where id = :run and claimed_by = :owner and status = 'running'")
                .bind("run", run.id())
                .bind("owner", run.owner())
                .execute();
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
}
