package io.switchhook.query;

import io.switchhook.query.Cursor.Listing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The dead letters in the store, as people may see them. */
public class DeadLetters {
    private final Jdbi jdbi;

    public DeadLetters(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** All dead letters, newest first. */
    public Page<DeadLetterView> page(PageRequest request) {
        return Rows.page(
                jdbi,
                "select id, kind, run_id, event_id, source, topic, subject, target, step, address, reason, attempts,"
                        + " first_at, last_at from dead_letter",
                "id",
                List.of(),
                Map.of(),
                request,
                (row, context) -> deadLetter(row),
                letter -> new Cursor(Listing.DEAD_LETTERS, letter.id()));
    }

    private static DeadLetterView deadLetter(ResultSet row) throws SQLException {
        long run = row.getLong("run_id");
        Optional<Long> knownRun = row.wasNull() ? Optional.empty() : Optional.of(run);
        return new DeadLetterView(
                row.getLong("id"),
                row.getString("kind"),
                knownRun,
                row.getString("event_id"),
                row.getString("source"),
                row.getString("topic"),
                row.getString("subject"),
                row.getString("target"),
                row.getString("step"),
                row.getString("address"),
                row.getString("reason"),
                row.getInt("attempts"),
                Rows.instant(row, "first_at"),
                Rows.instant(row, "last_at"));
    }
}
