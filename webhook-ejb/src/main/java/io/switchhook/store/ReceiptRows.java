package io.switchhook.store;

import io.switchhook.receipt.Kind;
import io.switchhook.receipt.Receipt;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code receipt}. */
public final class ReceiptRows {
    private static final int CLIENT = 64;

    private ReceiptRows() {}

    public static void insert(Handle handle, List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch("insert into receipt (received_at, source, outcome, status, reason, client,"
                        + " body_size, secret_position, event_id, events, headers, more) values (:received, :source, :outcome, :status,"
                        + " :reason, :client, :size, :position, :event, :events, :headers, :more)");
        for (Receipt receipt : receipts) {
            batch.bind("received", receipt.receivedAt())
                    .bind("source", receipt.source())
                    .bind("outcome", receipt.outcome().text())
                    .bind("status", receipt.status())
                    .bind("reason", receipt.reason())
                    .bind("client", Text.upTo(CLIENT, receipt.client()))
                    .bind("size", receipt.size())
                    .bind("position", receipt.secretPosition())
                    .bind("event", receipt.eventId())
                    .bind("events", receipt.events())
                    .bind("headers", receipt.headers())
                    .bind("more", receipt.more())
                    .add();
        }
        batch.execute();
    }

    /** Drops the oldest receipts of each kind, so that so many are left of it. */
    public static void keepNewest(Handle handle, List<Kind> kinds, int kept) {
        for (Kind kind : kinds) {
            handle.createQuery("select id from receipt where source = :source and reason = :reason order by id desc"
                            + " offset :kept rows fetch first 1 rows only")
                    .bind("source", kind.source())
                    .bind("reason", kind.reason())
                    .bind("kept", kept)
                    .mapTo(Long.class)
                    .findOne()
                    .ifPresent(last -> handle.createUpdate(
                                    "delete from receipt where source = :source and reason = :reason and id <= :last")
                            .bind("source", kind.source())
                            .bind("reason", kind.reason())
                            .bind("last", last)
                            .execute());
        }
    }

    /**
     * Drops receipts of requests received before that time.
     *
     * @param limit most to drop
     * @return how many were dropped
     */
    public static int drop(Handle handle, Instant before, int limit) {
        return handle.createUpdate("delete from receipt where id in (select id from receipt where received_at < :before"
                        + " order by received_at fetch first :limit rows only)")
                .bind("before", before)
                .bind("limit", limit)
                .execute();
    }
}
