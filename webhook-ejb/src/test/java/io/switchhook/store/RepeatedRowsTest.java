package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.RepeatWindow;
import io.switchhook.inbound.InboundMessage;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedRowsTest {
    /** The edge between two stretches. */
    private static final Instant EDGE = Instant.parse("2026-03-02T12:00:00Z");

    private static final RepeatWindow WINDOW = new RepeatWindow("content", Duration.ofMinutes(1));

    private Jdbi jdbi;

    @BeforeEach
    void create() {
        DataSource memory = TestStore.migrated();
        jdbi = Database.on(memory);
    }

    @Test
    void findsWhatIsRepeatedAcrossTheEdgeOfAStretch() {
        long first = store(WINDOW, EDGE.minusSeconds(1));

        assertThat(find(EDGE.plusSeconds(58))).contains(first);
        assertThat(find(EDGE.plusSeconds(59))).isEmpty();
    }

    @Test
    void findsWhatWasReceivedLaterAndStoredEarlier() {
        long later = store(WINDOW, EDGE.plusSeconds(1));

        assertThat(find(EDGE.minusSeconds(1))).contains(later);
        assertThat(find(EDGE.minusSeconds(59))).isEmpty();
    }

    @Test
    void findsTheFirstOfTwo() {
        long first = store(WINDOW, EDGE.minusSeconds(20));
        store(WINDOW, EDGE.plusSeconds(70));

        assertThat(find(EDGE.plusSeconds(30))).contains(first);
    }

    @Test
    void findsNothingOfOtherContent() {
        store(new RepeatWindow("other", WINDOW.length()), EDGE.minusSeconds(1));

        assertThat(find(EDGE)).isEmpty();
    }

    private Optional<Long> find(Instant receivedAt) {
        return jdbi.withHandle(handle -> RepeatedRows.find(handle, WINDOW, receivedAt));
    }

    private long store(RepeatWindow window, Instant receivedAt) {
        EventRecord event = new EventRecord(
                window.id(receivedAt),
                EventKind.PLAIN,
                "any",
                "t",
                "",
                receivedAt,
                receivedAt,
                "",
                JsonValue.EMPTY_JSON_OBJECT);
        InboundMessage message = new InboundMessage(event, JsonValue.EMPTY_JSON_OBJECT, Optional.of(window));
        return jdbi.withHandle(handle -> EventRows.insert(handle, List.of(new EventRows.NewEvent(message, "m")))
                .get(0));
    }
}
