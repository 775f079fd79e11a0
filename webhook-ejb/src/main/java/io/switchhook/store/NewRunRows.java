package io.switchhook.store;

import io.switchhook.run.NewRun;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Adds to the table {@code run}. */
public final class NewRunRows {
    private NewRunRows() {}

    /**
     * A run of an event.
     *
     * @param eventSeq the event's place in the order of events
     * @param pass which replay of the event it belongs to, from 1; 0 for none
     * @param replayedBy who asked for the replay; empty for none
     */
    public record Placed(long eventSeq, NewRun run, int pass, String replayedBy) {

        /** A run of the event as it came. */
        public Placed(long eventSeq, NewRun run) {
            this(eventSeq, run, 0, "");
        }
    }

    /**
     * Adds runs.
     *
     * @param owner who claims those that are claimed at birth, until when
     * @return their ids, as they were given
     */
    public static List<Long> insert(Handle handle, List<Placed> runs, String owner, Instant until, Instant now) {
        PreparedBatch batch = handle.prepareBatch(
                "insert into run (event_seq, kind, target, trigger_id, trigger_version, workflow_version, line, status,"
                        + " step, tries, due_at, rung_at, claimed_by, claimed_until, variables, reason, created_at,"
                        + " pass, replayed_by) values"
                        + " (:event, :kind, :target, :trigger, :triggerVersion, :workflowVersion, :line, :status, 0, 0, :due,"
                        + " :rung, :owner, :until, :variables, :reason, :now, :pass, :by)");
        for (Placed placed : runs) {
            NewRun run = placed.run();
            boolean claimed = run.standing() == NewRun.Standing.CLAIMED;
            boolean rung = claimed || run.standing() == NewRun.Standing.RUNG;
            batch.bind("event", placed.eventSeq())
                    .bind("kind", run.kind().column())
                    .bind("target", run.target())
                    .bind("trigger", run.trigger())
                    .bind("triggerVersion", run.triggerVersion())
                    .bind("workflowVersion", run.workflowVersion())
                    .bind("line", run.line())
                    .bind("status", claimed ? "running" : "waiting")
                    .bind("due", run.due())
                    .bind("rung", rung ? now : null)
                    .bind("owner", claimed ? owner : null)
                    .bind("until", claimed ? until : null)
                    .bind("variables", run.variables())
                    .bind("reason", Text.upTo(1024, run.reason()))
                    .bind("pass", placed.pass())
                    .bind("by", Text.upTo(128, placed.replayedBy()))
                    .bind("now", now)
                    .add();
        }
        return batch.executePreparedBatch("id").mapTo(Long.class).list();
    }
}
