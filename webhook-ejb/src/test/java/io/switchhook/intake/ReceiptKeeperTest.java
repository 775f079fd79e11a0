package io.switchhook.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.config.Settings;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.receipt.RequestFacts;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.request.Headers;
import io.switchhook.store.Database;
import io.switchhook.store.ReceiptRows;
import io.switchhook.store.TestStore;
import io.switchhook.tuning.Tuning;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class ReceiptKeeperTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Refusal FORGED =
            new Refusal(401, "wrong-signature", "Not verified", "It fits no secret.", Map.of());

    private final Queue<SQLException> failures = new ArrayDeque<>();
    private final DataSource memory = TestStore.migrated();
    private final Jdbi store;
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Notes notes = new Notes(new ShownHeaders(List.of()), clock);
    private final ReceiptKeeper keeper;

    ReceiptKeeperTest() {
        store = Database.on(memory);
        Jdbi failing = Database.configured(Jdbi.create(this::connection));
        Map<String, String> settings =
                Map.of("switchhook.receipts.refused", "25", "switchhook.receipts.retention", "PT1H");
        keeper = new ReceiptKeeper(failing, notes, new Tuning(Settings.of(settings)), clock);
        column("select 1"); // which migrates
    }

    private Connection connection() throws SQLException {
        if (!failures.isEmpty()) {
            throw failures.remove();
        }
        return memory.getConnection();
    }

    @Test
    void storesWhatCameSinceTheLastRound() {
        refuse("digital", "192.0.2.1");
        keeper.round();
        assertThat(column("select client from receipt")).containsExactly("192.0.2.1");

        refuse("digital", "192.0.2.2");
        keeper.round();
        assertThat(column("select client from receipt order by id")).containsExactly("192.0.2.1", "192.0.2.2");
    }

    @Test
    void aFloodLeavesAtMostTheBoundAndAnotherSourcesReceiptsStay() {
        refuse("quiet", "192.0.2.9");
        for (int second = 0; second < 20; second++) {
            for (int i = 0; i < 1_000; i++) {
                refuse("flooded", "192.0.2." + second);
            }
            keeper.round();
        }

        assertThat(column("select count(*) from receipt where source = 'flooded'"))
                .containsExactly("25");
        assertThat(column("select client from receipt where source = 'quiet'")).containsExactly("192.0.2.9");
        assertThat(column("select client from receipt where source = 'flooded' order by id desc"))
                .startsWith("192.0.2.19");
        assertThat(column("select more from receipt where more > 0 order by id desc"))
                .startsWith("990");
    }

    @Test
    void receiptsOfKeptEventsAreNotBoundedByNumber() {
        accepted(40, NOW);
        refuse("digital", "192.0.2.1");

        keeper.round();

        assertThat(column("select count(*) from receipt where outcome = 'accepted'"))
                .containsExactly("40");
    }

    @Test
    void whatIsOlderThanItIsToBeKeptIsDropped() {
        accepted(1_200, NOW.minusSeconds(3_601));
        accepted(1, NOW.minusSeconds(3_600));

        for (int round = 0; round < 4; round++) {
            keeper.round();
        }

        assertThat(column("select count(*) from receipt")).containsExactly("1");
    }

    @Test
    void whatCannotBeStoredWaitsAndIsNotStoredTwice() {
        refuse("digital", "192.0.2.1");
        failures.add(new SQLException("away", "08001"));
        assertThatThrownBy(keeper::round).isInstanceOf(ConnectionException.class);

        refuse("digital", "192.0.2.2");
        keeper.round();
        keeper.round();

        assertThat(column("select client from receipt order by id")).containsExactly("192.0.2.1", "192.0.2.2");
    }

    @Test
    void theLastAreStoredWhenTheApplicationStops() {
        refuse("digital", "192.0.2.1");

        keeper.finish();

        assertThat(column("select reason from receipt")).containsExactly("wrong-signature");
    }

    private void refuse(String source, String client) {
        RequestFacts request = new RequestFacts(source, client, Headers.of(Map.of()), Set.of(), 3, 0, NOW);
        notes.refused(request, FORGED, 401, "", FORGED.detail());
    }

    private void accepted(int count, Instant at) {
        Receipt receipt =
                new Receipt(at, "digital", ReceiptOutcome.ACCEPTED, 200, "", "192.0.2.1", 3, 1, "e", 1, "a: b\n", 0);
        store.useTransaction(handle -> ReceiptRows.insert(handle, Collections.nCopies(count, receipt)));
    }

    private List<String> column(String sql) {
        return store.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}
