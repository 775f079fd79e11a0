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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** The receipts in the store, as people may see them. */
@ApplicationScoped
public class StoredReceipts {
    private static final String COLUMNS = "id, received_at, source, outcome, status, reason, client, body_size,"
            + " secret_position, event_id, events, more";

    private final Jdbi jdbi;
    private final Mask mask;

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
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        equal("source", filter.source(), conditions, values);
        equal("outcome", filter.outcome().map(ReceiptOutcome::text), conditions, values);
        equal("reason", filter.reason(), conditions, values);
        equal("client", filter.client(), conditions, values);
        filter.event().ifPresent(event -> {
            conditions.add("event_id in (:event, :first)");
            values.put("event", event);
            values.put("first", firstOfItsRequest(event));
        });
        filter.from().ifPresent(from -> {
            conditions.add("received_at >= :from");
            values.put("from", Rows.time(from));
        });
        filter.to().ifPresent(to -> {
            conditions.add("received_at < :to");
            values.put("to", Rows.time(to));
        });
        return Rows.page(
                jdbi,
                "select " + COLUMNS + " from receipt",
                "id",
                conditions,
                values,
                request,
                (row, context) -> new StoredReceipt(row.getLong("id"), receipt(row, ""), JsonValue.EMPTY_JSON_OBJECT),
                receipt -> new Cursor(Listing.RECEIPTS, receipt.id()));
    }

    private static void equal(
            String column, Optional<String> wanted, List<String> conditions, Map<String, Object> values) {
        wanted.ifPresent(value -> {
            conditions.add(column + " = :" + column);
            values.put(column, value);
        });
    }

    /** The event that the receipt of this one's request names: the event itself, where it came alone or first. */
    private String firstOfItsRequest(String event) {
        return jdbi.withHandle(handle -> handle.createQuery("select receipt from event where id = :id")
                        .bind("id", event)
                        .mapTo(String.class)
                        .findOne())
                .map(receipt -> JsonText.read(receipt).getString("with", event))
                .orElse(event);
    }

    /** The receipt with this number, with its headers; empty when there is none. */
    public Optional<StoredReceipt> find(long id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + ", headers from receipt where id = :id")
                .bind("id", id)
                .map((row, context) -> {
                    Receipt receipt = receipt(row, row.getString("headers"));
                    return new StoredReceipt(row.getLong("id"), receipt, mask.receipt(headers(receipt.headers())));
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
