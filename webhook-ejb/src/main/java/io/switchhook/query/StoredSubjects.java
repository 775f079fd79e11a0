package io.switchhook.query;

import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.SubjectDetail.OpenRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    /** Of so many events the runs are shown that stand in no line with others. */
    private static final int RECENT_EVENTS = 1_000;

    private final Jdbi jdbi;
    private final StoredVariables variables;
    private final int stretch;
    private final int stretches;

    @Inject
    public StoredSubjects(Jdbi jdbi, StoredVariables variables) {
        this(jdbi, variables, 10_000, 10);
    }

    /**
     * @param stretch events looked at in one statement
     * @param stretches statements for one page
     */
    StoredSubjects(Jdbi jdbi, StoredVariables variables, int stretch, int stretches) {
        this.jdbi = jdbi;
        this.variables = variables;
        this.stretch = stretch;
        this.stretches = stretches;
    }

    protected StoredSubjects() {
        this(null, null, 0, 0);
    }

    /**
     * Subjects of events, the one seen last first. A subject that is seen again goes to the front. A page may have fewer than were asked for, or
     * none, and others behind it: only so many events are looked at.
     *
     * @param prefix what the subject begins with
     */
    public Page<SubjectSummary> page(Optional<String> prefix, PageRequest request) {
        return jdbi.withHandle(handle -> {
            long first = place(handle, "select min(seq) from event");
            long before = request.after()
                    .map(Cursor::position)
                    .orElseGet(() -> place(handle, "select max(seq) from event") + 1);
            List<SubjectSummary> found = new ArrayList<>();
            for (int i = 0; i < stretches && before > first && found.size() <= request.limit(); i++) {
                long from = Math.max(first, before - stretch);
                found.addAll(lastSeen(handle, prefix.orElse(""), from, before, request.limit() + 1 - found.size()));
                before = from;
            }
            if (found.size() > request.limit()) {
                List<SubjectSummary> items = found.subList(0, request.limit());
                return new Page<>(
                        items,
                        Optional.of(cursor(items.get(items.size() - 1).last().seq())));
            }
            return new Page<>(found, before > first ? Optional.of(cursor(before)) : Optional.empty());
        });
    }

    private static Cursor cursor(long before) {
        return new Cursor(Listing.SUBJECTS, before);
    }

    /** 0 where there are no events. */
    private static long place(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).findOne().orElse(0L);
    }

    /** Subjects whose last event is one of a stretch. */
    private static List<SubjectSummary> lastSeen(Handle handle, String prefix, long from, long before, int limit) {
        return handle.createQuery("select x.*, (select count(*) from event c where c.subject = x.subject) as events,"
                        + " (select count(*) from subject_variable v where v.subject = x.subject) as variables from (select "
                        + StoredEvents.COLUMNS
                        + " from event e where e.seq >= :from and e.seq < :before and e.subject <> ''"
                        + " and left(e.subject, :length) = :prefix and not exists (select 1 from event l"
                        + " where l.subject = e.subject and l.seq > e.seq) order by e.seq desc"
                        + " fetch first :limit rows only) x order by x.seq desc")
                .bind("from", from)
                .bind("before", before)
                .bind("length", prefix.codePointCount(0, prefix.length()))
                .bind("prefix", prefix)
                .bind("limit", limit)
                .map((row, context) -> summary(row))
                .list();
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
                        + " order by subject, seq desc fetch first " + LAST_EVENTS + " rows only")
                .bind("subject", subject)
                .map((row, context) -> StoredEvents.summary(row))
                .list();
    }

    private static List<OpenRun> openRuns(Handle handle, String subject) {
        String run = "select r.id, r.kind, r.target, r.trigger_id, r.status, r.step, r.tries, r.due_at, r.reason,"
                + " r.created_at, e.id as event_id from ";
        // those that stand in the subject's line, and those that stand in lines of their own
        return handle.createQuery(run
                        + "run r join event e on e.seq = r.event_seq where r.line = :subject and e.subject ="
                        + " :subject union all " + run + "(select seq, id from event where subject = :subject order by"
                        + " subject, seq desc fetch first " + RECENT_EVENTS + " rows only) e join run r on"
                        + " r.event_seq = e.seq where r.line = '#' || e.id order by id fetch first " + OPEN_RUNS
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
