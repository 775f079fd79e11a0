package io.switchhook.web.api;

import io.switchhook.query.StoredReceipt;
import io.switchhook.receipt.Receipt;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;

/** A receipt as it stands in a list. */
@JsonbPropertyOrder({
    "id",
    "receivedAt",
    "source",
    "outcome",
    "status",
    "reason",
    "client",
    "size",
    "secretPosition",
    "eventId",
    "events",
    "more"
})
public class ReceiptItem {
    public final long id;
    public final Instant receivedAt;
    public final String source;
    public final String outcome;
    public final int status;

    /** Null, and so left out, where the request's events are kept. */
    public final String reason;

    public final String client;

    /** Null, and so left out, where nobody knows. */
    public final Long size;

    public final int secretPosition;

    /** Null, and so left out, where the request brought none. */
    public final String eventId;

    public final int events;

    /** Null, and so left out, where there are none. */
    public final Long more;

    ReceiptItem(StoredReceipt stored) {
        Receipt receipt = stored.receipt();
        id = stored.id();
        receivedAt = receipt.receivedAt();
        source = receipt.source();
        outcome = receipt.outcome().text();
        status = receipt.status();
        reason = receipt.reason().isEmpty() ? null : receipt.reason();
        client = receipt.client();
        size = receipt.size() < 0 ? null : receipt.size();
        secretPosition = receipt.secretPosition();
        eventId = receipt.eventId().isEmpty() ? null : receipt.eventId();
        events = receipt.events();
        more = receipt.more() == 0 ? null : receipt.more();
    }
}
