package io.switchhook.query;

import io.switchhook.config.Settings;
import io.switchhook.query.Cursor.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The dead letters in the store, as people may see them. */
@ApplicationScoped
public class DeadLetters {
    private static final String COLUMNS = "id, kind, run_id, event_id, source, topic, subject, target, step, address,"
            + " reason, attempts, first_at, last_at";

    private final Jdbi jdbi;
    private final Mask mask;

    @Inject
    public DeadLetters(Jdbi jdbi, Settings settings) {
        this(jdbi, Mask.of(settings));
    }

    DeadLetters(Jdbi jdbi, Mask mask) {
        this.jdbi = jdbi;
        this.mask = mask;
    }

    protected DeadLetters() {
        this(null, new Mask(Set.of()));
    }

    /** All dead letters, newest first. */
    public Page<DeadLetterView> page(PageRequest request) {
        return page(DeadLetterFilter.ALL, request);
    }

    /** Those that pass {@code filter}, newest first. */
    public Page<DeadLetterView> page(DeadLetterFilter filter, PageRequest request) {
        Conditions conditions = filter.conditions();
        return Rows.page(
                jdbi,
                "select " + COLUMNS + " from dead_letter",
                "id",
                conditions,
                request,
                (row, context) -> deadLetter(row),
                letter -> new Cursor(Listing.DEAD_LETTERS, letter.id()));
    }

    /**
     * Dead letters at a moment.
     *
     * @param last number of the newest; 0 for none
     */
    public record Tally(long count, long last) {}

    /** How many pass {@code filter} now. */
    public Tally count(DeadLetterFilter filter) {
        Conditions conditions = filter.conditions();
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) as letters, coalesce(max(id), 0) as last from dead_letter"
                                + conditions.where())
                        .bindMap(conditions.values())
                        .map((row, context) -> new Tally(row.getLong("letters"), row.getLong("last")))
                        .one());
    }

    /**
     * The next that pass {@code filter}, oldest first.
     *
     * @param after number of the last seen; 0 for none
     * @param last number of the newest that is wanted
     */
    public List<Long> next(DeadLetterFilter filter, long after, long last, int limit) {
        Conditions conditions =
                filter.conditions().add("after", after, "id > :after").add("last", last, "id <= :last");
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from dead_letter" + conditions.where() + " order by id fetch first :limit rows only")
                .bindMap(conditions.values())
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }

    /** The dead letter with this number; empty when there is none. */
    public Optional<DeadLetterDetail> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + ", payload from dead_letter where id = :id")
                .bind("id", id)
                .map((row, context) -> new DeadLetterDetail(deadLetter(row), mask.text(row.getString("payload"))))
                .findOne());
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
