package io.switchhook.store;

import io.switchhook.run.RunKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code run}, where administrators end runs or have them go on. */
public final class RunControlRows {

    private RunControlRows() {}

    /**
     * How a run stands.
     *
     * @param line empty where it stands in none: it is finished
     */
    public record State(
            long id,
            RunKind kind,
            String target,
            String status,
            Optional<String> line,
            String eventId,
            String subject,
            int tries) {}

    /** How runs stand, in the order of locks. */
    public static List<State> states(Handle handle, Collection<Long> runs) {
        return handle.createQuery(
                        "select r.id, r.kind, r.target, r.status, r.line, e.id as event_id, e.subject, r.tries"
                                + " from run r join event e on e.seq = r.event_seq where r.id = any(:runs) order by r.id")
                .bindArray("runs", Long.class, List.copyOf(runs))
                .map((row, context) -> new State(
                        row.getLong("id"),
                        RunKind.of(row.getString("kind")),
                        row.getString("target"),
                        row.getString("status"),
                        Optional.ofNullable(row.getString("line")),
                        row.getString("event_id"),
                        row.getString("subject"),
                        row.getInt("tries")))
                .list();
    }

    /** Ends an unfinished run, whoever claims it, and frees its line; false if it is finished. */
    public static boolean cancel(Handle handle, long run, String reason, Instant now) {
        return handle.createUpdate("update run set status = 'cancelled', line = null, rung_at = null, reason = :reason,"
                                + " finished_at = :now, claimed_by = null, claimed_until = null where id = :run and line"
                                + " is not null")
                        .bind("reason", Text.upTo(1024, reason))
                        .bind("now", now)
                        .bind("run", run)
                        .execute()
                == 1;
    }

    /** A run that is to go on, and the line in which it is to stand. */
    public record Again(long run, String line) {}

    /**
     * Has finished runs go on from the step they have come to, with attempts counted anew, for whoever rings next; their dead letters go.
     *
     * @return those that did not succeed and were finished
     */
    public static Set<Long> again(Handle handle, List<Again> runs, String reason, Instant now) {
        if (runs.isEmpty()) {
            return Set.of();
        }
        PreparedBatch batch = handle.prepareBatch("update run set status = 'waiting', line = :line, tries = 0,"
                + " due_at = :now, rung_at = null, reason = :reason, finished_at = null, retried_at = :now where id = :run"
                + " and line is null and status in ('failed', 'cancelled')");
        for (Again run : runs) {
            batch.bind("line", run.line())
                    .bind("now", now)
                    .bind("reason", Text.upTo(1024, reason))
                    .bind("run", run.run())
                    .add();
        }
        int[] counts = batch.execute();
        Set<Long> again = IntStream.range(0, counts.length)
                .filter(i -> counts[i] == 1)
                .mapToObj(i -> runs.get(i).run())
                .collect(Collectors.toSet());
        if (!again.isEmpty()) {
            handle.createUpdate("delete from dead_letter where run_id in (<runs>)")
                    .bindList("runs", List.copyOf(again))
                    .execute();
        }
        return again;
    }
}
