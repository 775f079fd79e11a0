package io.switchhook.store;

import io.switchhook.api.wire.EventRecord;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The table {@code dead_letter}: work that used up its attempts, with everything somebody needs to judge it. */
public final class DeadLetterRows {

    private DeadLetterRows() {}

    /**
     * Lays down a run's work.
     *
     * @param step name of the step that failed, empty for a delivery
     * @param address where its last attempt went, empty where it never came so far
     */
    public static void insert(
            Handle handle,
            ClaimedRun run,
            EventRecord event,
            String step,
            String address,
            String reason,
            int attempts,
            Instant now) {
        handle.createUpdate(
                        "insert into dead_letter (kind, run_id, event_id, source, topic, subject, target, step, address,"
                                + " reason, attempts, payload, first_at, last_at) values (:kind, :run, :event, :source, :topic,"
                                + " :subject, :target, :step, :address, :reason, :attempts, '', :first, :last)")
                .bind("kind", run.kind().column())
                .bind("run", run.id())
                .bind("event", event.id())
                .bind("source", event.source())
                .bind("topic", event.topic())
                .bind("subject", event.subject())
                .bind("target", run.target())
                .bind("step", step)
                .bind("address", Text.upTo(512, address))
                .bind("reason", Text.upTo(1024, reason))
                .bind("attempts", attempts)
                .bind("first", run.createdAt())
                .bind("last", now)
                .execute();
    }

    /** Lays down a message of INBOUND that cannot be made an event, with its text. */
    public static void insertMessage(
            Handle handle, String messageId, String text, String reason, int attempts, Instant first, Instant now) {
        handle.createUpdate(
                        "insert into dead_letter (kind, event_id, source, topic, subject, target, step, address, reason,"
                                + " attempts, payload, first_at, last_at) values ('event', :event, '', '', '', '', '', '', :reason,"
                                + " :attempts, :payload, :first, :last)")
                .bind("event", Text.upTo(64, messageId))
                .bind("reason", Text.upTo(1024, reason))
                .bind("attempts", attempts)
                .bind("payload", text)
                .bind("first", first)
                .bind("last", now)
                .execute();
    }
}
