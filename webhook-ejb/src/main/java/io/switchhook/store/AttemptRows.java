package io.switchhook.store;

import io.switchhook.api.wire.JsonText;
import io.switchhook.workflow.Recorded;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
     * @param recorded what was sent and received
     */
    public record Attempt(
            long run,
            String step,
            int number,
            String address,
            String outcome,
            String detail,
            Instant started,
            Instant finished,
            Recorded recorded) {

        /** One of which nothing was recorded. */
        public Attempt(
                long run,
                String step,
                int number,
                String address,
                String outcome,
                String detail,
                Instant started,
                Instant finished) {
            this(run, step, number, address, outcome, detail, started, finished, Recorded.NONE);
        }

        /** The same with what was sent and received. */
        public Attempt with(Recorded exchange) {
            return new Attempt(run, step, number, address, outcome, detail, started, finished, exchange);
        }
    }

    /** Records tries. */
    public static void insert(Handle handle, List<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "insert into attempt (run_id, step, number, target, outcome, detail, started_at, finished_at,"
                        + " exchange) values (:run, :step, :number, :target, :outcome, :detail, :started, :finished,"
                        + " :exchange)");
        for (Attempt attempt : attempts) {
            batch.bind("run", attempt.run())
                    .bind("step", Text.upTo(256, attempt.step()))
                    .bind("number", attempt.number())
                    .bind("target", Text.upTo(512, attempt.address()))
                    .bind("outcome", attempt.outcome())
                    .bind("detail", Text.upTo(1024, attempt.detail()))
                    .bind("started", attempt.started())
                    .bind("finished", attempt.finished())
                    .bind("exchange", text(attempt.recorded()).orElse(null))
                    .add();
        }
        batch.execute();
    }

    private static Optional<String> text(Recorded recorded) {
        if (recorded.request().isEmpty() && recorded.response().isEmpty()) {
            return Optional.empty();
        }
        JsonObjectBuilder json = JsonText.object();
        recorded.request().ifPresent(request -> json.add("request", request));
        recorded.response().ifPresent(response -> json.add("response", response));
        return Optional.of(JsonText.text(json.build()));
    }
}
