package io.switchhook.query;

import java.time.Instant;
import java.util.Optional;

/**
 * Work that used up its attempts.
 *
 * @param id number of the dead letter
 * @param kind {@code workflow}, {@code subscriber}, or {@code event} for a message that could not be processed
 * @param run number of the run that failed
 * @param eventId id of the event
 * @param source name of the event's source
 * @param topic the event's topic
 * @param subject the event's subject; may be empty
 * @param target id of the workflow, name of the subscriber
 * @param step name of the step that failed
 * @param address where its last attempt went
 * @param reason why the last attempt failed
 * @param attempts how often it was tried
 * @param first time of the first attempt
 * @param last time of the last attempt
 */
public record DeadLetterView(
        long id,
        String kind,
        Optional<Long> run,
        String eventId,
        String source,
        String topic,
        String subject,
        String target,
        String step,
        String address,
        String reason,
        int attempts,
        Instant first,
        Instant last) {}
