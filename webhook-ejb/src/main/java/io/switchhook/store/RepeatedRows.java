package io.switchhook.store;

import io.switchhook.identity.RepeatWindow;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Looks in the table {@code event} for what an event without an id of the sender's repeats. */
public final class RepeatedRows {
    private record Candidate(long seq, Instant receivedAt) {}

    private RepeatedRows() {}

    /**
     * The stored event that one received at this time repeats, though it has another id: to be asked for when there is none with the
     * event's own id. What is found is another message's work, so however far it has come nothing but the duplicate is to be noted.
     */
    public static Optional<Long> find(Handle handle, RepeatWindow window, Instant receivedAt) {
        return handle
                .createQuery("select seq, received_at from event where id in (<ids>)")
                .bindList("ids", window.neighbours(receivedAt))
                .map((row, context) -> new Candidate(row.getLong("seq"), Database.instant(row, "received_at")))
                .list()
                .stream()
                .filter(candidate -> window.covers(candidate.receivedAt(), receivedAt))
                .min(Comparator.comparing(Candidate::receivedAt))
                .map(Candidate::seq);
    }
}
