package io.switchhook.query;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.RunView.AttemptView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The events in the store, as people may see them. */
@ApplicationScoped
public class StoredEvents {
    /** Columns that {@link #summary} reads. */
    static final String COLUMNS = "seq, id, kind, source, topic, subject, occurred_at, received_at,"
            + " correlation_id, state, duplicates, last_duplicate_at";

    private final Jdbi jdbi;
    private final Mask mask;

    @Inject
    public StoredEvents(Jdbi jdbi, Settings settings) {
        this(jdbi, Mask.of(settings));
    }

    StoredEvents(Jdbi jdbi, Mask mask) {
        this.jdbi = jdbi;
        this.mask = mask;
    }

    protected StoredEvents() {
        this(null, new Mask(Set.of()));
    }

    /** Events that pass {@code filter}, newest first. */
    public Page<EventSummary> page(EventFilter filter, PageRequest request) {
        Conditions conditions = new Conditions()
                .text(filter.source(), "source", "source = :source")
                .text(filter.topic(), "topic", "topic = :topic")
                .text(filter.subject(), "subject", "subject = :subject")
                .within(filter.from(), filter.to(), "received_at");
        return Rows.page(
                jdbi,
                "select " + COLUMNS + " from event",
                "seq",
                conditions,
                request,
                (row, context) -> summary(row),
                event -> new Cursor(Listing.EVENTS, event.seq()));
    }

    /** The event with this id and all that became of it; empty when there is none. */
    public Optional<EventDetail> find(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select " + COLUMNS + ", data, receipt from event where id = :id")
                        .bind("id", id)
                        .map((row, context) -> detail(handle, row))
                        .findOne());
    }

    /** The event with this id, for rules to decide on; empty when there is none. */
    public Optional<StoredEvent> event(String id) {
        if (id.indexOf('\0') >= 0) {
            // PostgreSQL takes no character 0 in a text
            return Optional.empty();
        }
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + ", data from event where id = :id")
                .bind("id", id)
                .map((row, context) -> event(row))
                .findOne());
    }

    private StoredEvent event(ResultSet row) throws SQLException {
        JsonObject data = JsonText.read(row.getString("data"));
        EventSummary summary = summary(row);
        return new StoredEvent(record(summary, data), record(summary, mask.data(data)));
    }

    private static EventRecord record(EventSummary event, JsonObject data) {
        return new EventRecord(
                event.id(),
                EventKind.PLAIN,
                event.source(),
                event.topic(),
                event.subject(),
                event.time(),
                event.receivedAt(),
                event.correlationId(),
                data);
    }

    private EventDetail detail(Handle handle, ResultSet row) throws SQLException {
        EventSummary summary = summary(row);
        JsonObject data = mask.data(JsonText.read(row.getString("data")));
        JsonObject receipt = mask.receipt(JsonText.read(row.getString("receipt")));
        return new EventDetail(summary, data, receipt, runs(handle, summary.seq()));
    }

    /** The runs are read first: an attempt is written with what became of the run, or before, so none is missing that a run tells of. */
    private static List<RunView> runs(Handle handle, long seq) {
        List<RunView> runs = handle.createQuery(
                        "select id, kind, target, trigger_id, trigger_version, workflow_version, status, step, step_name,"
                                + " tries, due_at, reason, created_at, finished_at from run where event_seq = :seq order by id")
                .bind("seq", seq)
                .map((row, context) -> run(row))
                .list();
        Map<Long, List<AttemptView>> attempts = handle.createQuery(
                        "select a.run_id, a.step, a.number, a.target, a.outcome, a.detail, a.started_at,"
                                + " a.finished_at from attempt a join run r on a.run_id = r.id where r.event_seq = :seq"
                                + " order by a.id")
                .bind("seq", seq)
                .map(StoredEvents::attempt)
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return runs.stream()
                .map(run -> run.after(attempts.getOrDefault(run.id(), List.of())))
                .toList();
    }

    static EventSummary summary(ResultSet row) throws SQLException {
        return new EventSummary(
                row.getLong("seq"),
                row.getString("id"),
                row.getString("kind"),
                row.getString("source"),
                row.getString("topic"),
                row.getString("subject"),
                Rows.instant(row, "occurred_at"),
                Rows.instant(row, "received_at"),
                row.getString("correlation_id"),
                row.getString("state"),
                row.getInt("duplicates"),
                Rows.optionalInstant(row, "last_duplicate_at"));
    }

    private static RunView run(ResultSet row) throws SQLException {
        return new RunView(
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
                delivery(row));
    }

    /** The try of a delivery that succeeded is told by its run: only those that failed are written down. */
    private static List<AttemptView> delivery(ResultSet run) throws SQLException {
        boolean delivered = run.getString("kind").equals("subscriber")
                && run.getString("status").equals("succeeded");
        if (!delivered) {
            return List.of();
        }
        Instant finished = Rows.instant(run, "finished_at");
        return List.of(
                new AttemptView("", run.getInt("tries"), run.getString("target"), "done", "", finished, finished));
    }

    private static Map.Entry<Long, AttemptView> attempt(ResultSet row, StatementContext context) throws SQLException {
        return Map.entry(
                row.getLong("run_id"),
                new AttemptView(
                        row.getString("step"),
                        row.getInt("number"),
                        row.getString("target"),
                        row.getString("outcome"),
                        row.getString("detail"),
                        Rows.instant(row, "started_at"),
                        Rows.instant(row, "finished_at")));
    }
}
