package io.switchhook.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Drops events whose time is over, with their runs and attempts, and what belongs to subjects that have no event any more. */
public final class ExpiredRows {
    /** A statement has at most so many parameters: PostgreSQL counts them in sixteen bits. */
    private static final int MOST_IN_A_LIST = 1_000;

    /**
     * What a look at the next events came to.
     *
     * @param last place of the last event looked at
     * @param dropped how many were dropped
     * @param more whether older ones than wanted may stand behind
     */
    public record Batch(long last, int dropped, boolean more) {}

    private record Candidate(long seq, boolean old, boolean finished) {}

    private ExpiredRows() {}

    /**
     * Looks at the next events in the order in which they were stored and drops those received before {@code before} that nobody
     * needs any more: routed, every run finished, and none of them a dead letter, which lives until somebody sees to it.
     *
     * @param after place of the last event looked at before
     * @param limit most events to look at
     */
    public static Batch drop(Handle handle, long after, Instant before, int limit) {
        List<Candidate> candidates = candidates(handle, after, before, limit);
        List<Long> expired = candidates.stream()
                .filter(event -> event.old() && event.finished())
                .map(Candidate::seq)
                .toList();
        if (!expired.isEmpty()) {
            List<Long> runs = handle.createQuery("select id from run where event_seq in (<events>)")
                    .bindList("events", expired)
                    .mapTo(Long.class)
                    .list();
            List<String> subjects = subjectsWithVariables(handle, expired);
            delete(handle, "delete from attempt where run_id in (<ids>)", runs);
            delete(handle, "delete from run_wait where run_id in (<ids>)", runs);
            delete(handle, "delete from run where id in (<ids>)", runs);
            delete(handle, "delete from event where seq in (<ids>)", expired);
            forget(handle, subjects);
        }
        boolean more = candidates.size() == limit && candidates.stream().anyMatch(Candidate::old);
        return new Batch(
                candidates.isEmpty()
                        ? after
                        : candidates.get(candidates.size() - 1).seq(),
                expired.size(),
                more);
    }

    /**
     * Drops variables of subjects that no event is about, or not yet, set before {@code before}: no event will take them along.
     *
     * @param limit most subjects to drop them of
     * @return of how many
     */
    public static int dropOrphans(Handle handle, Instant before, int limit) {
        List<String> subjects = handle.createQuery("select distinct v.subject from subject_variable v where v.set_at <"
                        + " :before and not exists (select 1 from event e where e.subject = v.subject)"
                        + " fetch first :limit rows only")
                .bind("before", before)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
        for (String subject : subjects) {
            handle.createUpdate(
                            "delete from subject_variable where subject = :subject and set_at < :before and not exists"
                                    + " (select 1 from event e where e.subject = :subject)")
                    .bind("subject", subject)
                    .bind("before", before)
                    .execute();
        }
        return subjects.size();
    }

    private static List<String> subjectsWithVariables(Handle handle, List<Long> events) {
        return handle.createQuery(
                        "select distinct e.subject from event e where e.seq in (<events>) and exists (select 1"
                                + " from subject_variable v where v.subject = e.subject)")
                .bindList("events", events)
                .mapTo(String.class)
                .list();
    }

    /** What lives as long as its subject. */
    private static void forget(Handle handle, List<String> subjects) {
        for (String subject : subjects) {
            handle.createUpdate(
                            "delete from subject_variable where subject = :subject and not exists (select 1 from event e"
                                    + " where e.subject = :subject)")
                    .bind("subject", subject)
                    .execute();
        }
    }

    private static List<Candidate> candidates(Handle handle, long after, Instant before, int limit) {
        return handle.createQuery("select e.seq, case when e.received_at < :before then 1 else 0 end as old,"
                        + " case when e.state = 'routed' and not exists (select 1 from run r left join dead_letter d"
                        + " on d.run_id = r.id where r.event_seq = e.seq and (r.finished_at is null or d.id is not null))"
                        + " then 1 else 0 end as finished from event e where e.seq > :after order by e.seq"
                        + " fetch first :limit rows only")
                .bind("before", before)
                .bind("after", after)
                .bind("limit", limit)
                .map(ExpiredRows::candidate)
                .list();
    }

    private static Candidate candidate(ResultSet row, StatementContext context) throws SQLException {
        return new Candidate(row.getLong("seq"), row.getInt("old") == 1, row.getInt("finished") == 1);
    }

    private static void delete(Handle handle, String sql, List<Long> ids) {
        for (int from = 0; from < ids.size(); from += MOST_IN_A_LIST) {
            handle.createUpdate(sql)
                    .bindList("ids", ids.subList(from, Math.min(ids.size(), from + MOST_IN_A_LIST)))
                    .execute();
        }
    }
}
