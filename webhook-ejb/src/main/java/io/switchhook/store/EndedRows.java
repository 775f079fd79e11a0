package io.switchhook.store;

import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.workflow.Write;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Ends runs in the table {@code run}, many at once. */
public final class EndedRows {
    private EndedRows() {}

    /**
     * A run that has come to its end.
     *
     * @param succeeded its outcome
     * @param reason for people, may be empty
     * @param attempts the tries that have brought it there, at least one
     * @param writes what the last step has to be written
     */
    public record Ended(ClaimedRun run, boolean succeeded, String reason, List<Attempt> attempts, List<Write> writes) {
        public Ended {
            attempts = List.copyOf(attempts);
            writes = List.copyOf(writes);
        }
    }

    /**
     * Ends runs, each in the order given and with its tries, where their claims are still held.
     *
     * @return those
     */
    public static List<Ended> end(Handle handle, List<Ended> runs, Instant now) {
        PreparedBatch batch = handle.prepareBatch("update run set status = :status, line = null, rung_at = null,"
                + " tries = :tries, reason = :reason, finished_at = :now, claimed_by = null, claimed_until = null where"
                + " id = :run"
                + HeldRunRows.HELD);
        for (Ended ended : runs) {
            batch.bind("status", ended.succeeded() ? "succeeded" : "failed")
                    .bind(
                            "tries",
                            ended.attempts().get(ended.attempts().size() - 1).number())
                    .bind("reason", Text.upTo(1024, ended.reason()))
                    .bind("now", now)
                    .bind("run", ended.run().id())
                    .bind("owner", ended.run().owner())
                    .add();
        }
        int[] counts = batch.execute();
        List<Ended> held = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(runs::get)
                .toList();
        AttemptRows.insert(
                handle,
                held.stream().flatMap(ended -> ended.attempts().stream()).toList());
        return held;
    }
}
