package io.switchhook.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code attempt}. */
public final class AttemptRows {

    private AttemptRows() {}

    /**
     * One try of a step.
     *
     * @param number which try it was, from 1
     * @param address where it went, empty for nowhere
     * @param outcome {@code done}, {@code failed}, {@code skipped} or {@code interrupted}
     * @param detail for people
     */
    public record Attempt(
            long run,
            String step,
            int number,
            String address,
            String outcome,
            String detail,
            Instant started,
            Instant finished) {}

    /** Records tries. */
    public static void insert(Handle handle, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "insert into attempt (run_id, step, number, target, outcome, detail, started_at, finished_at)"
                        + " values (:run, :step, :number, :target, :outcome, :detail, :started, :finished)");
        for (Attempt attempt : attempts) {
            batch.bind("run", attempt.run())
                    .bind("step", Text.upTo(256, attempt.step()))
                    .bind("number", attempt.number())
                    .bind("target", Text.upTo(512, attempt.address()))
                    .bind("outcome", attempt.outcome())
                    .bind("detail", Text.upTo(1024, attempt.detail()))
                    .bind("started", attempt.started())
                    .bind("finished", attempt.finished())
                    .add();
        }
        batch.execute();
    }
}
