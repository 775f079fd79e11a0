package io.switchhook.query;

import io.switchhook.api.wire.Interest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A subscriber as people may see it.
 *
 * @param present whether it is there
 * @param registered when it began
 * @param seen when it was heard of last
 * @param backlog deliveries that wait for it, those under way among them
 * @param inRetry those of them that have failed before
 * @param deadLetters deliveries given up
 * @param lastDelivery when the last of its newest deliveries was done
 * @param past what it was asked for of the past, the newest first
 */
public record SubscriberView(
        String name,
        Interest interest,
        boolean present,
        Instant registered,
        Instant seen,
        long backlog,
        long inRetry,
        long deadLetters,
        Optional<Instant> lastDelivery,
        List<PastView> past) {
    public SubscriberView {
        past = List.copyOf(past);
    }

    /**
     * A request for events of the past.
     *
     * @param askedFor since or after what
     * @param deliveries how many it has come to so far
     * @param refused why it cannot be done; empty where it can
     */
    public record PastView(
            String id,
            String askedFor,
            String by,
            Instant asked,
            long deliveries,
            String refused,
            Optional<Instant> finished) {}
}
