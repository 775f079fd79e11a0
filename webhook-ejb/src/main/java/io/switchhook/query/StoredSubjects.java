package io.switchhook.query;

import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.SubjectDetail.OpenRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What events and variables are about, as people may see it. */
@ApplicationScoped
public class StoredSubjects {
    /** Events shown of one subject at most. */
    public static final int LAST_EVENTS = 20;

    /** Open runs shown of one subject at most. */
    public static final int OPEN_RUNS = 100;

    private final Jdbi jdbi;
    private final StoredVariables variables;

    @Inject
    public StoredSubjects(Jdbi jdbi, StoredVariables variables) {
        this.jdbi = jdbi;
        this.variables = variables;
    }

    protected StoredSubjects() {
        this(null, null);
    }

    /**
     * Subjects of events, the one seen last first. A subject that is seen again goes to the front.
     *
     * @param prefix what the subject begins with
     */
    public Page<SubjectSummary> page(Optional<String> prefix, PageRequest request) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        conditions.add("e.subject <> ''");
        conditions.add("not exists (select 1 from event l where l.subject = e.subject and l.seq > e.seq)");
        prefix.filter(text -> !text.isEmpty()).ifPresent(text -> {
            conditions.add("left(e.subject, :length) = :prefix");
            values.put("length", text.codePointCount(0, text.length()));
            values.put("prefix", text);
        });
        return Rows.page(
                jdbi,
                "select " + StoredEvents.COLUMNS
                        + ", (select count(*) from event c where c.subject = e.subject) as events,"
                        + " (select count(*) from subject_variable v where v.subject = e.subject) as variables from event e",
                "e.seq",
                conditions,
                values,
                request,
                (row, context) -> summary(row),
                subject -> new Cursor(Listing.SUBJECTS, subject.last().seq()));
    }

    /** The subject with this name; empty when neither an event nor a variable has it. */
    public Optional<SubjectDetail> find(String subject) {
        List<VariableView> itsVariables = variables.ofSubject(subject);
        return jdbi.withHandle(handle -> {
            long events = handle.createQuery("select count(*) from event where subject = :subject")
                    .bind("subject", subject)
                    .mapTo(Long.class)
                    .one();
            return events == 0 && itsVariables.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new SubjectDetail(
                            subject, events, itsVariables, lastEvents(handle, subject), openRuns(handle, subject)));
        });
    }

    private static List<EventSummary> lastEvents(Handle handle, String subject) {
        return handle.createQuery("select " + StoredEvents.COLUMNS + " from event where subject = :subject"
                        + " order by seq desc fetch first " + LAST_EVENTS + " rows only")
                .bind("subject", subject)
                .map((row, context) -> StoredEvents.summary(row))
                .list();
    }

    private static List<OpenRun> openRuns(Handle handle, String subject) {
        return handle.createQuery("select r.id, r.kind, r.target, r.trigger_id, r.status, r.step, r.tries, r.due_at,"
                        + " r.reason, r.created_at, e.id as event_id from event e join run r on r.event_seq = e.seq"
                        + " where e.subject = :subject and r.finished_at is null order by r.id fetch first " + OPEN_RUNS
                        + " rows only")
                .bind("subject", subject)
                .map((row, context) -> openRun(row))
                .list();
    }

    private static SubjectSummary summary(ResultSet row) throws SQLException {
        EventSummary last = StoredEvents.summary(row);
        return new SubjectSummary(last.subject(), last, row.getLong("events"), row.getInt("variables"));
    }

    private static OpenRun openRun(ResultSet row) throws SQLException {
        return new OpenRun(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("target"),
                row.getString("trigger_id"),
                row.getString("status"),
                row.getInt("step"),
                row.getInt("tries"),
                Rows.instant(row, "due_at"),
                row.getString("reason"),
                Rows.instant(row, "created_at"),
                row.getString("event_id"));
    }
}
