package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tables {@code event} and {@code run}, where events go through the rules again. */
public final class ReplayRows {

    private ReplayRows() {}

    /**
     * A stored event.
     *
     * @param seq its place in the order of events
     */
    public record Stored(long seq, EventRecord event) {}

    /** The event with this id. */
    public static Optional<Stored> find(Handle handle, String id) {
        return handle.createQuery("select e.seq, " + EventRows.COLUMNS + " from event e where e.id = :id")
                .bind("id", id)
                .map((row, context) -> new Stored(row.getLong("seq"), EventRows.read(row, context)))
                .findOne();
    }

    /** Keeps others from replaying the event, and from dropping it, until this transaction ends; the number of its next replay. */
    public static Optional<Integer> nextPass(Handle handle, long seq) {
        boolean there = handle.createQuery("select seq from event where seq = :seq for update")
                .bind("seq", seq)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
        return there
                ? Optional.of(1
                        + handle.createQuery("select coalesce(max(pass), 0) from run where event_seq = :seq")
                                .bind("seq", seq)
                                .mapTo(Integer.class)
                                .one())
                : Optional.empty();
    }
}
