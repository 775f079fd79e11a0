package io.switchhook.query;

import static io.switchhook.query.StoreFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.store.ReceiptRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredReceiptsTest {
    private final StoreFixture store = new StoreFixture();
    private final StoredReceipts receipts = new StoredReceipts(store.jdbi, new Mask(Set.of("X-Shown")));

    @Test
    void showsTheLastStoredFirstPageByPage() {
        for (int i = 1; i <= 5; i++) {
            add("digital", ReceiptOutcome.ACCEPTED, "", "192.0.2." + i, "e" + i, NOON);
        }

        List<String> seen = new ArrayList<>();
        Optional<Cursor> next = Optional.empty();
        do {
            Page<StoredReceipt> page = receipts.page(ReceiptFilter.ALL, new PageRequest(next, 2));
            seen.addAll(clients(page));
            next = page.next();
        } while (next.isPresent());

        assertThat(seen).containsExactly("192.0.2.5", "192.0.2.4", "192.0.2.3", "192.0.2.2", "192.0.2.1");
    }

    @Test
    void filtersByEverythingOneMayLookFor() {
        store.event("e1", "digital", "t", "s", NOON, "{}");
        repeated("e1", NOON.plusSeconds(1));
        add("digital", ReceiptOutcome.ACCEPTED, "", "1", "e1", NOON);
        add("digital", ReceiptOutcome.DUPLICATE, "", "2", "e1", NOON.plusSeconds(1));
        add("digital", ReceiptOutcome.REJECTED, "wrong-signature", "3", "", NOON.plusSeconds(2));
        add("cloud", ReceiptOutcome.LIMITED, "rate-exceeded", "4", "", NOON.plusSeconds(3));

        assertThat(found(filter("cloud", null, null, null, null, null, null))).containsExactly("4");
        assertThat(found(filter(null, ReceiptOutcome.REJECTED, null, null, null, null, null)))
                .containsExactly("3");
        assertThat(found(filter(null, null, "rate-exceeded", null, null, null, null)))
                .containsExactly("4");
        assertThat(found(filter("digital", null, "", null, null, null, null))).containsExactly("2", "1");
        assertThat(found(filter(null, null, null, "3", null, null, null))).containsExactly("3");
        assertThat(found(filter(null, null, null, null, "e1", null, null))).containsExactly("2", "1");
        assertThat(found(filter(null, null, null, null, null, NOON.plusSeconds(1), NOON.plusSeconds(3))))
                .containsExactly("3", "2");
        assertThat(found(filter("digital' or '1'='1", null, null, null, null, null, null)))
                .isEmpty();
    }

    @Test
    void anEventThatCameWithOthersIsFoundByTheReceiptsOfTheFirst() {
        store.event("e1", "digital", "t", "s", NOON, "{}");
        store.event("e2", "digital", "t", "s", NOON, "{}");
        store.jdbi.useHandle(
                handle -> handle.execute("update event set receipt = '{\"with\":\"e1\"}' where id = 'e2'"));
        repeated("e1", NOON.plusSeconds(3_600));
        add("digital", ReceiptOutcome.ACCEPTED, "", "1", "e1", NOON);
        add("digital", ReceiptOutcome.ACCEPTED, "", "2", "e0", NOON);
        add("digital", ReceiptOutcome.DUPLICATE, "", "3", "e1", NOON.plusSeconds(3_600));

        assertThat(found(filter(null, null, null, null, "e2", null, null))).containsExactly("3", "1");
        assertThat(found(filter(null, null, null, null, "e3", null, null))).isEmpty();
    }

    @Test
    void aReceiptAloneHasItsHeadersMasked() {
        add("digital", ReceiptOutcome.ACCEPTED, "", "1", "e1", NOON);
        long id = receipts.page(ReceiptFilter.ALL, new PageRequest(Optional.empty(), 1))
                .items()
                .get(0)
                .id();

        assertThat(receipts.find(id).orElseThrow().headers())
                .hasToString("{\"accept\":[\"a\",\"b\"],\"x-shown\":[\"***\"],\"x-signature\":[\"***\"]}");
        assertThat(receipts.find(id + 1)).isEmpty();
    }

    private List<String> found(ReceiptFilter filter) {
        return clients(receipts.page(filter, new PageRequest(Optional.empty(), 10)));
    }

    private static List<String> clients(Page<StoredReceipt> page) {
        return page.items().stream().map(item -> item.receipt().client()).toList();
    }

    private static ReceiptFilter filter(
            String source,
            ReceiptOutcome outcome,
            String reason,
            String client,
            String event,
            Instant from,
            Instant to) {
        return new ReceiptFilter(
                Optional.ofNullable(source),
                Optional.ofNullable(outcome),
                Optional.ofNullable(reason),
                Optional.ofNullable(client),
                Optional.ofNullable(event),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

    private void repeated(String event, Instant last) {
        store.jdbi.useHandle(handle -> handle.createUpdate("update event set last_duplicate_at = :at where id = :id")
                .bind("at", StoreFixture.time(last))
                .bind("id", event)
                .execute());
    }

    private void add(String source, ReceiptOutcome outcome, String reason, String client, String event, Instant at) {
        Receipt receipt = new Receipt(
                at,
                source,
                outcome,
                200,
                reason,
                client,
                3,
                1,
                event,
                1,
                "accept: a\naccept: b\nx-shown: c\nx-signature: d\n",
                0);
        store.jdbi.useTransaction(handle -> ReceiptRows.insert(handle, List.of(receipt)));
    }
}
