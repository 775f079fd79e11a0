package io.switchhook.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Drops events whose time is over, with their runs and attempts. */
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
            delete(handle, "delete from attempt where run_id in (<ids>)", runs);
            delete(handle, "delete from run_wait where run_id in (<ids>)", runs);
            delete(handle, "delete from run where id in (<ids>)", runs);
            delete(handle, "delete from event where seq in (<ids>)", expired);
        }
        boolean more = candidates.size() == limit && candidates.stream().anyMatch(Candidate::old);
        return new Batch(
                candidates.isEmpty()
                        ? after
                        : candidates.get(candidates.size() - 1).seq(),
                expired.size(),
                more);
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
