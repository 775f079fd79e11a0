package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.store.VariableRows.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableRowsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final Jdbi jdbi = database();

    private static Jdbi database() {
        DataSource memory = TestStore.migrated();
        return Database.on(memory);
    }

    private void event(String id, String topic, String subject, String data) {
        jdbi.useHandle(
                handle -> handle.createUpdate("insert into event (id, kind, source, topic, subject, correlation_id,"
                                + " occurred_at, received_at, data, receipt, state) values (:id, 'PLAIN', 'calls', :topic, :subject,"
                                + " '', :now, :now, :data, '{}', 'routed')")
                        .bind("id", id)
                        .bind("topic", topic)
                        .bind("subject", subject)
                        .bind("now", NOON)
                        .bind("data", data)
                        .execute());
    }

    @Test
    void whoSetsLastWinsAndSubjectsAreApart() {
        jdbi.useTransaction(handle -> {
            VariableRows.setOfSubject(handle, "c-1", new Kept("a", "1", NOON, "user admin"));
            VariableRows.setOfSubject(handle, "c-1", new Kept("a", "2", NOON.plusSeconds(1), "user kim"));
            VariableRows.setOfSubject(handle, "c-2", new Kept("a", "3", NOON, "user admin"));
            VariableRows.setGlobal(handle, new Kept("a", "4", NOON, "x".repeat(1000)));
        });

        jdbi.useHandle(handle -> {
            assertThat(VariableRows.ofSubject(handle, "c-1"))
                    .containsExactly(new Kept("a", "2", NOON.plusSeconds(1), "user kim"));
            assertThat(VariableRows.ofSubject(handle, "c-2", "a"))
                    .map(Kept::value)
                    .contains("3");
            assertThat(VariableRows.global(handle, "a")).map(Kept::value).contains("4");
            assertThat(VariableRows.othersOfSubject(handle, "c-1", "a")).isZero();
            assertThat(VariableRows.othersOfSubject(handle, "c-1", "b")).isEqualTo(1);
        });
    }

    @Test
    void twoWhoSetTheSameForTheFirstTimeBothSucceed() throws Exception {
        int rounds = 50;
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                String by = "user " + thread;
                done.add(threads.submit(() -> {
                    for (int i = 0; i < rounds; i++) {
                        together.await();
                        Kept variable = new Kept("v" + i, "1", NOON, by);
                        jdbi.useTransaction(handle -> VariableRows.setOfSubject(handle, "c-1", variable));
                    }
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }

        jdbi.useHandle(
                handle -> assertThat(VariableRows.ofSubject(handle, "c-1")).hasSize(rounds));
    }

    @ParameterizedTest
    @CsvSource({
        "newphonecontact, 3",
        "contact, ''",
        "new_contact, 5",
        "bare, 6",
        "started, ''",
    })
    void theLastEventOfThisSubjectWithATopicThatEndsSo(String segment, String data) {
        event("e1", "webex.flow.NewPhoneContact", "c-1", "1");
        event("e2", "webex.flow.NewPhoneContact", "c-2", "2");
        event("e3", "webex.flow.NEWPHONECONTACT", "c-1", "3");
        event("e4", "webex.flow.NewXContact", "c-1", "4");
        event("e5", "webex.flow.New_Contact", "c-1", "5");
        event("e6", "bare", "c-1", "6");
        event("e7", "interaction.started", "c-9", "7");

        jdbi.useHandle(handle -> assertThat(
                        VariableRows.lastEvent(handle, "c-1", Set.of(segment)).orElse(""))
                .isEqualTo(data));
    }

    @Test
    void ofTwoNamesTheLaterEventCounts() {
        event("e1", "webex.flow.NewPhoneContact", "c-1", "1");
        event("e2", "webex.flow.NewContact", "c-1", "2");

        jdbi.useHandle(
                handle -> assertThat(VariableRows.lastEvent(handle, "c-1", Set.of("newphonecontact", "newcontact")))
                        .contains("2"));
    }
}
