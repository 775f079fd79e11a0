package io.switchhook.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table {@code dead_letter}, where administrators see to what is in it. */
public final class DeadLetterControlRows {

    private DeadLetterControlRows() {}

    /**
     * A dead letter.
     *
     * @param run that failed; empty for a message
     * @param payload text of the message; empty for a run
     */
    public record Letter(long id, Optional<Long> run, String payload) {}

    /** Those that are there, oldest first. */
    public static List<Letter> find(Handle handle, Collection<Long> ids) {
        return handle.createQuery("select id, run_id, payload from dead_letter where id = any(:ids) order by id")
                .bindArray("ids", Long.class, List.copyOf(ids))
                .map((row, context) -> {
                    long run = row.getLong("run_id");
                    Optional<Long> known = row.wasNull() ? Optional.empty() : Optional.of(run);
                    return new Letter(row.getLong("id"), known, row.getString("payload"));
                })
                .list();
    }

    /** @return how many were there */
    public static int delete(Handle handle, Collection<Long> ids) {
        return ids.isEmpty()
                ? 0
                : handle.createUpdate("delete from dead_letter where id in (<ids>)")
                        .bindList("ids", List.copyOf(ids))
                        .execute();
    }
}
