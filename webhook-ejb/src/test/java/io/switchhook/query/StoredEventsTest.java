package io.switchhook.query;

import static io.switchhook.query.StoreFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.query.RunView.AttemptView;
import jakarta.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoredEventsTest {
    private final StoreFixture store = new StoreFixture();
    private final StoredEvents events = new StoredEvents(store.jdbi, new Mask(Set.of()));

    @Test
    void showsNewestFirst() {
        event("a", NOON);
        event("b", NOON.plusSeconds(1));

        assertThat(ids(events.page(EventFilter.ALL, first(10)))).containsExactly("b", "a");
    }

    @Test
    void readsEveryEventOnceWhilePagingAndWhileNewOnesArrive() {
        for (int i = 1; i <= 25; i++) {
            event("e" + i, NOON.plusSeconds(i));
        }

        List<String> seen = new ArrayList<>();
        Page<EventSummary> page = events.page(EventFilter.ALL, first(10));
        seen.addAll(ids(page));
        while (page.next().isPresent()) {
            event("new" + seen.size(), NOON.plusSeconds(100));
            page = events.page(EventFilter.ALL, new PageRequest(page.next(), 10));
            seen.addAll(ids(page));
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates().startsWith("e25").endsWith("e1");
    }

    @Test
    void endsWithoutCursorWhenTheLastPageIsFull() {
        event("a", NOON);
        event("b", NOON);

        assertThat(events.page(EventFilter.ALL, first(2)).next()).isEmpty();
        assertThat(events.page(EventFilter.ALL, first(1)).next()).isPresent();
    }

    @Test
    void filtersBySourceTopicAndSubject() {
        store.event("a", "digital", "interaction.started", "i-1", NOON, "{}");
        store.event("b", "digital", "interaction.finished", "i-1", NOON, "{}");
        store.event("c", "cloud", "interaction.started", "i-2", NOON, "{}");
        store.event("d", "digital", "interaction.started", "i-2", NOON, "{}");

        assertThat(ids(events.page(filter("digital", null, null), first(10)))).containsExactly("d", "b", "a");
        assertThat(ids(events.page(filter(null, "interaction.started", null), first(10))))
                .containsExactly("d", "c", "a");
        assertThat(ids(events.page(filter(null, null, "i-2"), first(10)))).containsExactly("d", "c");
        assertThat(ids(events.page(filter("digital", "interaction.started", "i-2"), first(10))))
                .containsExactly("d");
        assertThat(ids(events.page(filter("digital' or '1'='1", null, null), first(10))))
                .isEmpty();
    }

    @Test
    void pagesWithinAFilter() {
        for (int i = 1; i <= 9; i++) {
            store.event("e" + i, i % 2 == 0 ? "even" : "odd", "t", "s", NOON, "{}");
        }

        Page<EventSummary> page = events.page(filter("odd", null, null), first(3));
        Page<EventSummary> last = events.page(filter("odd", null, null), new PageRequest(page.next(), 3));

        assertThat(ids(page)).containsExactly("e9", "e7", "e5");
        assertThat(ids(last)).containsExactly("e3", "e1");
        assertThat(last.next()).isEmpty();
    }

    @Test
    void takesFromAsIncludedAndToAsExcluded() {
        event("a", NOON);
        event("b", NOON.plusSeconds(1));
        event("c", NOON.plusSeconds(2));

        EventFilter filter = new EventFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOON.plusSeconds(1)),
                Optional.of(NOON.plusSeconds(2)));
        assertThat(ids(events.page(filter, first(10)))).containsExactly("b");
    }

    @Test
    void showsAnEventWithItsRunsAndAttempts() {
        long seq = store.event("a", "digital", "interaction.started", "i-1", NOON, "{\"id\":\"i-1\"}");
        long other = store.event("b", "digital", "interaction.started", "i-1", NOON, "{}");
        long run = store.run(seq, "tell-the-bot", "succeeded", NOON.plusSeconds(9));
        long waiting = store.run(seq, "tell-the-crm", "waiting", null);
        store.run(other, "tell-the-bot", "waiting", null);
        store.attempt(run, 1, "failed", "503 Service Unavailable");
        store.attempt(run, 2, "done", "200 OK");

        EventDetail event = events.find("a").orElseThrow();

        assertThat(event.summary())
                .isEqualTo(new EventSummary(
                        seq,
                        "a",
                        "INTERACTION",
                        "digital",
                        "interaction.started",
                        "i-1",
                        NOON.minusSeconds(1),
                        NOON,
                        "trace-1",
                        "routed",
                        0,
                        Optional.empty()));
        assertThat(event.data())
                .isEqualTo(Json.createObjectBuilder().add("id", "i-1").build());
        assertThat(event.receipt().getString("client")).isEqualTo("192.0.2.7");
        assertThat(event.runs()).extracting(RunView::id).containsExactly(run, waiting);
        assertThat(event.runs().get(0))
                .isEqualTo(new RunView(
                        run,
                        "workflow",
                        "tell-the-bot",
                        "on-started",
                        "",
                        "",
                        "succeeded",
                        0,
                        "",
                        2,
                        NOON.plusSeconds(5),
                        "because",
                        NOON,
                        Optional.of(NOON.plusSeconds(9)),
                        List.of(attempt(1, "failed", "503 Service Unavailable"), attempt(2, "done", "200 OK"))));
        assertThat(event.runs().get(1).finished()).isEmpty();
        assertThat(event.runs().get(1).attempts()).isEmpty();
    }

    /** Of a delivery, the try that succeeded is not written down: its run tells it. */
    @Test
    void showsTheTriesOfADelivery() {
        long seq = store.event("e1", "digital", "interaction.started", "i-1", NOON, "{}");
        long delivered = store.run(seq, "crm", "succeeded", NOON.plusSeconds(9));
        store.attempt(delivered, 1, "failed", "IllegalStateException: closed");
        long given = store.run(seq, "ledger", "failed", NOON.plusSeconds(9));
        store.attempt(given, 1, "failed", "IllegalStateException: closed");
        store.jdbi.useHandle(handle -> handle.execute("update run set kind = 'subscriber'"));

        List<RunView> runs = events.find("e1").orElseThrow().runs();

        AttemptView failed = attempt(1, "failed", "IllegalStateException: closed");
        assertThat(runs.get(0).attempts())
                .containsExactly(
                        failed, new AttemptView("", 2, "crm", "done", "", NOON.plusSeconds(9), NOON.plusSeconds(9)));
        assertThat(runs.get(1).attempts()).containsExactly(failed);
    }

    @Test
    void showsHowOftenAnEventWasSentAgain() {
        event("a", NOON);
        store.jdbi.useHandle(handle -> handle.createUpdate("update event set duplicates = 2, last_duplicate_at = :at")
                .bind("at", StoreFixture.time(NOON.plusSeconds(30)))
                .execute());

        EventSummary event = events.find("a").orElseThrow().summary();

        assertThat(event.duplicates()).isEqualTo(2);
        assertThat(event.lastDuplicateAt()).contains(NOON.plusSeconds(30));
    }

    @Test
    void hidesMaskedMembersOfTheContent() {
        store.event("a", "digital", "t", "s", NOON, "{\"email\":\"kim@example.com\"}");

        StoredEvents masked = new StoredEvents(store.jdbi, new Mask(Set.of("email")));

        assertThat(masked.find("a").orElseThrow().data().getString("email")).isEqualTo("***");
    }

    @Test
    void doesNotKnowAnEventThatIsNotThere() {
        assertThat(events.find("a")).isEmpty();
    }

    private void event(String id, Instant receivedAt) {
        store.event(id, "digital", "interaction.started", "i-1", receivedAt, "{}");
    }

    private static AttemptView attempt(int number, String outcome, String detail) {
        Instant started = NOON.plusSeconds(number);
        return new AttemptView(
                "notify", number, "https://bot.example.com:443", outcome, detail, started, started.plusMillis(250));
    }

    private static EventFilter filter(String source, String topic, String subject) {
        return new EventFilter(
                Optional.ofNullable(source),
                Optional.ofNullable(topic),
                Optional.ofNullable(subject),
                Optional.empty(),
                Optional.empty());
    }

    private static PageRequest first(int limit) {
        return new PageRequest(Optional.empty(), limit);
    }

    private static List<String> ids(Page<EventSummary> page) {
        return page.items().stream().map(EventSummary::id).toList();
    }
}
