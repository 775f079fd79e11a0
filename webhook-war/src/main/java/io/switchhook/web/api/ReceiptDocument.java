package io.switchhook.web.api;

import io.switchhook.query.StoredReceipt;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;

/** A receipt with the request's headers, masked. */
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
    "more",
    "headers"
})
public final class ReceiptDocument extends ReceiptItem implements Document {
    public final JsonObject headers;

    ReceiptDocument(StoredReceipt stored) {
        super(stored);
        headers = stored.headers();
    }
}
