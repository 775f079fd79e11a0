package io.switchhook.query;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.RunDetail.RecordedAttempt;
import io.switchhook.query.RunSummary.Replay;
import io.switchhook.query.RunView.AttemptView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The runs in the store, as people may see them. */
@ApplicationScoped
public class StoredRuns {
    private static final String FROM = " from run r join event e on e.seq = r.event_seq";
    private static final String COLUMNS = "r.id, r.kind, r.target, r.trigger_id, r.trigger_version, r.workflow_version,"
            + " r.status, r.step, r.step_name, r.tries, r.due_at,"
            + " r.reason, r.created_at, r.finished_at, r.pass, r.replayed_by, e.id as event_id, e.source, e.topic,"
            + " e.subject, e.received_at";

    private final Jdbi jdbi;
    private final Mask mask;

    @Inject
    public StoredRuns(Jdbi jdbi, Settings settings) {
        this(jdbi, Mask.of(settings));
    }

    StoredRuns(Jdbi jdbi, Mask mask) {
        this.jdbi = jdbi;
        this.mask = mask;
    }

    protected StoredRuns() {
        this(null, new Mask(Set.of()));
    }

    /** Runs that pass {@code filter}, the last begun first. */
    public Page<RunSummary> page(RunFilter filter, PageRequest request) {
        Conditions conditions = new Conditions()
                .text(filter.workflow(), "workflow", "r.kind = 'workflow' and r.target = :workflow")
                .text(filter.subscriber(), "subscriber", "r.kind = 'subscriber' and r.target = :subscriber")
                .text(filter.trigger(), "trigger", "r.trigger_id = :trigger")
                .text(filter.subject(), "subject", "e.subject = :subject")
                .text(filter.event(), "event", "e.id = :event")
                .text(filter.status(), "status", "r.status = :status")
                .within(filter.from(), filter.to(), "r.created_at");
        return Rows.page(
                jdbi,
                "select " + COLUMNS + FROM,
                "r.id",
                conditions,
                request,
                (row, context) -> summary(row),
                run -> new Cursor(Listing.RUNS, run.run().id()));
    }

    /** The run with this number; empty when there is none. */
    public Optional<RunDetail> find(long id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + ", r.variables" + FROM + " where r.id = :id")
                        .bind("id", id)
                        .map((row, context) -> detail(handle, row))
                        .findOne());
    }

    private RunDetail detail(Handle handle, ResultSet row) throws SQLException {
        RunSummary summary = summary(row);
        JsonObject variables = mask.data(JsonText.read(row.getString("variables")));
        long id = summary.run().id();
        Optional<Long> deadLetter = handle.createQuery("select max(id) from dead_letter where run_id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne();
        List<RecordedAttempt> attempts = attempts(handle, id);
        delivered(summary.run()).ifPresent(attempts::add);
        return new RunDetail(summary, variables, deadLetter, attempts);
    }

    private List<RecordedAttempt> attempts(Handle handle, long run) {
        return handle.createQuery("select step, number, target, outcome, detail, started_at, finished_at, exchange"
                        + " from attempt where run_id = :run order by id")
                .bind("run", run)
                .map((row, context) -> new RecordedAttempt(
                        new AttemptView(
                                row.getString("step"),
                                row.getInt("number"),
                                row.getString("target"),
                                row.getString("outcome"),
                                row.getString("detail"),
                                Rows.instant(row, "started_at"),
                                Rows.instant(row, "finished_at")),
                        Optional.ofNullable(row.getString("exchange"))
                                .map(JsonText::read)
                                .map(mask::receipt)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The try of a delivery that succeeded is told by its run: only those that failed are written down. */
    private static Optional<RecordedAttempt> delivered(RunView run) {
        boolean delivered = run.kind().equals("subscriber") && run.status().equals("succeeded");
        return run.finished()
                .filter(time -> delivered)
                .map(time -> new RecordedAttempt(
                        new AttemptView("", run.tries(), run.target(), "done", "", time, time), Optional.empty()));
    }

    private static RunSummary summary(ResultSet row) throws SQLException {
        int pass = row.getInt("pass");
        RunView run = new RunView(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("target"),
                row.getString("trigger_id"),
                row.getString("trigger_version"),
                row.getString("workflow_version"),
                row.getString("status"),
                row.getInt("step"),
                row.getString("step_name"),
                row.getInt("tries"),
                Rows.instant(row, "due_at"),
                row.getString("reason"),
                Rows.instant(row, "created_at"),
                Rows.optionalInstant(row, "finished_at"),
                List.of());
        return new RunSummary(
                run,
                row.getString("event_id"),
                row.getString("source"),
                row.getString("topic"),
                row.getString("subject"),
                Rows.instant(row, "received_at"),
                pass == 0 ? Optional.empty() : Optional.of(new Replay(pass, row.getString("replayed_by"))));
    }
}
