package io.switchhook.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which runs are wanted; all that is given must hold.
 *
 * @param workflow runs of exactly this workflow
 * @param subscriber deliveries to exactly this subscriber
 * @param trigger started by exactly this trigger
 * @param subject of events with exactly this subject
 * @param event of the event with this id
 * @param status one of {@link #STATUSES}
 * @param from begun at or after this time
 * @param to begun before this time
 */
public record RunFilter(
        Optional<String> workflow,
        Optional<String> subscriber,
        Optional<String> trigger,
        Optional<String> subject,
        Optional<String> event,
        Optional<String> status,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** How a run may stand. */
    public static final List<String> STATUSES = List.of("waiting", "running", "succeeded", "failed", "cancelled");
}
