package io.switchhook.ownevent;

import io.switchhook.api.wire.Lineage;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * A dead letter.
 *
 * @param id its number
 * @param kind {@code workflow}, {@code subscriber}, or {@code event} for a message that could not be made one
 * @param run id of the run, where there is one
 * @param event whose work is lost
 * @param target workflow or subscriber
 * @param step that failed; may be empty, likewise {@code address}, where the last attempt went
 * @param reason for people, without secrets
 * @param attempts how many were made
 * @param first when the work began
 * @param last when it was given up
 */
public record LostWork(
        long id,
        String kind,
        OptionalLong run,
        Event event,
        String target,
        String step,
        String address,
        String reason,
        int attempts,
        Instant first,
        Instant last) {

    /**
     * What is known of the event.
     *
     * @param id the message's, where it could not be made an event
     * @param correlationId the sender's trace id; may be empty, likewise source, topic and subject
     */
    public record Event(
            String id, String source, String topic, String subject, String correlationId, Lineage lineage) {}
}
