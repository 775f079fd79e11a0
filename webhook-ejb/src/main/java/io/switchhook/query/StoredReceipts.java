package io.switchhook.query;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.receipt.ShownHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The receipts in the store, as people may see them. */
@ApplicationScoped
public class StoredReceipts {
    private static final String COLUMNS = "id, received_at, source, outcome, status, reason, client, body_size,"
            + " secret_position, event_id, events, more";

    /** What clocks and the order of work may make of a time. */
    private static final Duration ASKEW = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final Mask mask;

    /**
     * When an event was brought: by its time a receipt is found without an index of ids, whose entries, by chance everywhere, would cost
     * each event more than the rest of its receipt.
     *
     * @param with the event that its receipts name: itself, where it came alone or first
     */
    private record Brought(String with, Instant first, Instant last) {
        Brought together(Brought other) {
            return new Brought(
                    with,
                    first.isBefore(other.first) ? first : other.first,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    @Inject
    public StoredReceipts(Jdbi jdbi, Settings settings) {
        this(jdbi, Mask.of(settings));
    }

    StoredReceipts(Jdbi jdbi, Mask mask) {
        this.jdbi = jdbi;
        this.mask = mask;
    }

    protected StoredReceipts() {
        this(null, new Mask(Set.of()));
    }

    /** Receipts that pass {@code filter}, the last stored first, without their headers. */
    public Page<StoredReceipt> page(ReceiptFilter filter, PageRequest request) {
        Conditions conditions = new Conditions()
                .text(filter.source(), "source", "source = :source")
                .text(filter.outcome().map(ReceiptOutcome::text), "outcome", "outcome = :outcome")
                .text(filter.reason(), "reason", "reason = :reason")
                .text(filter.client(), "client", "client = :client");
        if (filter.event().isPresent()) {
            Optional<Brought> brought = brought(filter.event().get());
            if (brought.isEmpty()) {
                return new Page<>(List.of(), Optional.empty());
            }
            conditions
                    .add("event", brought.get().with(), "event_id = :event")
                    .add("first", Rows.time(brought.get().first().minus(ASKEW)), "received_at >= :first")
                    .add("last", Rows.time(brought.get().last().plus(ASKEW)), "received_at <= :last");
        }
        conditions.within(filter.from(), filter.to(), "received_at");
        return Rows.page(
                jdbi,
                "select " + COLUMNS + " from receipt",
                "id",
                conditions,
                request,
                (row, context) -> new StoredReceipt(row.getLong("id"), receipt(row, ""), JsonValue.EMPTY_JSON_OBJECT),
                receipt -> new Cursor(Listing.RECEIPTS, receipt.id()));
    }

    /** Empty if the event is not kept. */
    private Optional<Brought> brought(String event) {
        return jdbi.withHandle(handle -> {
            Optional<Brought> own = brought(handle, event);
            return own.map(one -> brought(handle, one.with()).map(one::together).orElse(one));
        });
    }

    private static Optional<Brought> brought(Handle handle, String event) {
        return handle.createQuery("select receipt, received_at, last_duplicate_at from event where id = :id")
                .bind("id", event)
                .map((row, context) -> {
                    Instant received = Rows.instant(row, "received_at");
                    return new Brought(
                            JsonText.read(row.getString("receipt")).getString("with", event),
                            received,
                            Rows.optionalInstant(row, "last_duplicate_at").orElse(received));
                })
                .findOne();
    }

    /** The receipt with this number, with its headers; empty when there is none. */
    public Optional<StoredReceipt> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + ", headers from receipt where id = :id")
                .bind("id", id)
                .map((row, context) -> {
                    Receipt receipt = receipt(row, row.getString("headers"));
                    return new StoredReceipt(row.getLong("id"), receipt, mask.headers(headers(receipt.headers())));
                })
                .findOne());
    }

    private static JsonObject headers(String text) {
        JsonObjectBuilder headers = JsonText.object();
        ShownHeaders.read(text).forEach((name, values) -> {
            JsonArrayBuilder array = JsonText.array();
            values.forEach(array::add);
            headers.add(name, array);
        });
        return headers.build();
    }

    private static Receipt receipt(ResultSet row, String headers) throws SQLException {
        return new Receipt(
                Rows.instant(row, "received_at"),
                row.getString("source"),
                ReceiptOutcome.parse(row.getString("outcome")).orElseThrow(),
                row.getInt("status"),
                row.getString("reason"),
                row.getString("client"),
                row.getLong("body_size"),
                row.getInt("secret_position"),
                row.getString("event_id"),
                row.getInt("events"),
                headers,
                row.getLong("more"));
    }
}
