package io.switchhook.query;

import io.switchhook.receipt.ReceiptOutcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Which receipts are wanted; all that is given must hold.
 *
 * @param source of requests to exactly this source
 * @param outcome with this outcome
 * @param reason with exactly this reason; the empty one is that of requests whose events are kept
 * @param client of requests from exactly this network address
 * @param event of requests that brought the event with this id, first or together with others; none if it is not kept
 * @param from received at or after this time
 * @param to received before this time
 */
public record ReceiptFilter(
        Optional<String> source,
        Optional<ReceiptOutcome> outcome,
        Optional<String> reason,
        Optional<String> client,
        Optional<String> event,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All receipts. */
    public static final ReceiptFilter ALL = new ReceiptFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
