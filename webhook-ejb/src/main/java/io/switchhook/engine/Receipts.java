package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The receipts of requests that bring events: what became of the first stands for the request. */
final class Receipts {
    private static final int OK = 200;

    private Receipts() {}

    /** The receipt of the request whose first event this is; empty for the other events. */
    static Optional<Receipt> of(InboundMessage message, ReceiptOutcome outcome) {
        EventRecord event = message.event();
        JsonObject facts = message.receipt();
        return message.request()
                .map(first -> new Receipt(
                        event.receivedAt(),
                        event.source(),
                        outcome,
                        OK,
                        "",
                        facts.getString("client", ""),
                        facts.getInt("size", -1),
                        facts.getInt("secretPosition", 0),
                        event.id(),
                        first.events(),
                        first.headers(),
                        0));
    }
}
