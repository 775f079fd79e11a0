package io.switchhook.query;

import static io.switchhook.query.StoreFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.query.RunDetail.RecordedAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredRunsTest {
    private final StoreFixture store = new StoreFixture();
    private final StoredRuns runs = new StoredRuns(store.jdbi, new Mask(Set.of("K")));
    private long first;
    private long second;

    @BeforeEach
    void twoRuns() {
        first = store.run(
                store.event("a", "digital", "interaction.started", "i-1", NOON, "{}"),
                "tell-the-bot",
                "failed",
                NOON.plusSeconds(60));
        second = store.run(
                store.event("b", "cloud", "interaction.finished", "i-2", NOON, "{}"), "tell-the-crm", "waiting", null);
    }

    private static RunFilter filter(String workflow, String subject, String status, Instant from, Instant to) {
        return new RunFilter(
                Optional.ofNullable(workflow),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(subject),
                Optional.empty(),
                Optional.ofNullable(status),
                Optional.ofNullable(from),
                Optional.ofNullable(to));
    }

    private List<Long> ids(RunFilter filter) {
        return runs.page(filter, new PageRequest(Optional.empty(), 10)).items().stream()
                .map(run -> run.run().id())
                .toList();
    }

    @Test
    void findsRunsByWhatIsAskedForNewestFirst() {
        assertThat(ids(filter(null, null, null, null, null))).containsExactly(second, first);
        assertThat(ids(filter("tell-the-bot", null, null, null, null))).containsExactly(first);
        assertThat(ids(filter(null, "i-2", null, null, null))).containsExactly(second);
        assertThat(ids(filter(null, null, "failed", null, null))).containsExactly(first);
        assertThat(ids(filter(null, null, null, NOON, NOON.plusSeconds(1)))).containsExactly(second, first);
        assertThat(ids(filter(null, null, null, NOON.plusSeconds(1), null))).isEmpty();
        assertThat(ids(filter("tell-the-bot", "i-2", null, null, null))).isEmpty();
    }

    @Test
    void listsPageByPage() {
        Page<RunSummary> page = runs.page(filter(null, null, null, null, null), new PageRequest(Optional.empty(), 1));

        assertThat(page.items()).extracting(run -> run.run().id()).containsExactly(second);
        assertThat(ids(filter(null, null, null, null, null))).hasSize(2);
        assertThat(runs.page(filter(null, null, null, null, null), new PageRequest(page.next(), 1))
                        .items())
                .extracting(run -> run.run().id())
                .containsExactly(first);
    }

    @Test
    void showsARunWithItsEventItsMaskedVariablesAndItsAttempts() {
        store.attempt(first, 1, "failed", "503");
        store.jdbi.useHandle(handle -> handle.execute(
                "update attempt set exchange = ?",
                "{\"request\":{\"method\":\"POST\",\"headers\":{\"Cookie\":\"x\"}}}"));
        store.deadLetter("workflow", first, "a", "");

        RunDetail run = runs.find(first).orElseThrow();

        assertThat(run.summary().eventId()).isEqualTo("a");
        assertThat(run.summary().topic()).isEqualTo("interaction.started");
        assertThat(run.summary().replay()).isEmpty();
        assertThat(run.variables()).hasToString("{\"k\":\"***\"}");
        assertThat(run.deadLetter()).isPresent();
        RecordedAttempt attempt = run.attempts().get(0);
        assertThat(attempt.attempt().detail()).isEqualTo("503");
        assertThat(attempt.exchange().orElseThrow())
                .hasToString("{\"request\":{\"method\":\"POST\",\"headers\":{\"Cookie\":\"***\"}}}");
        assertThat(runs.find(4711)).isEmpty();
    }

    @Test
    void saysWhichReplayStartedIt() {
        store.jdbi.useHandle(handle -> handle.execute("update run set pass = 2, replayed_by = 'admin'"));

        assertThat(runs.find(second).orElseThrow().summary().replay()).contains(new RunSummary.Replay(2, "admin"));
    }

    @Test
    void tellsTheTryOfADeliveryThatSucceeded() {
        store.jdbi.useHandle(handle -> handle.execute(
                "update run set kind = 'subscriber', status = 'succeeded', trigger_id = ''" + " where id = ?", first));

        assertThat(runs.find(first).orElseThrow().attempts())
                .extracting(attempt -> attempt.attempt().outcome())
                .containsExactly("done");
    }
}
