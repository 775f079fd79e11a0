package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.workflow.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final Duration KEPT = Duration.ofDays(30);

    private final EngineFixture engine = new EngineFixture().starting("notify", "call");
    private final Retention retention = new Retention(engine.jdbi, () -> KEPT, engine.clock, 2, 2);

    @Test
    void dropsWhatIsFinishedAndOldWithItsRunsAndAttempts() {
        finished("e1", KEPT.plusSeconds(1));
        finished("e2", KEPT);

        retention.round();

        assertThat(events()).containsExactly("e2");
        assertThat(engine.column("select e.id from run r join event e on e.seq = r.event_seq"))
                .containsExactly("e2");
        assertThat(engine.column("select e.id from attempt a join run r on r.id = a.run_id join event e on e.seq ="
                        + " r.event_seq"))
                .containsExactly("e2");
    }

    @Test
    void keepsWhatIsNotFinishedHoweverOld() {
        stored("waiting", KEPT.plusDays(300));
        finished("half-routed", KEPT.plusDays(300));
        engine.jdbi.useHandle(handle -> handle.execute("update event set state = 'accepted' where id = 'half-routed'"));

        retention.round();

        assertThat(events()).containsExactly("waiting", "half-routed");
    }

    @Test
    void keepsWhatADeadLetterIsAboutUntilSomebodyHasSeenToIt() {
        engine.target = (step, context) -> new StepResult.Failed("", "400 Bad Request", false, Optional.empty());
        finished("e1", KEPT.plusDays(1));
        assertThat(engine.column("select event_id from dead_letter")).containsExactly("e1");

        retention.round();
        assertThat(events()).containsExactly("e1");

        engine.jdbi.useHandle(handle -> handle.execute("delete from dead_letter"));
        engine.clock.advance(Retention.BETWEEN_PASSES);
        retention.round();
        assertThat(events()).isEmpty();
    }

    @Test
    void aRoundIsBoundedAndTheNextGoesOnBehindWhatMustStay() {
        stored("waiting", KEPT.plusDays(2));
        for (int i = 1; i <= 6; i++) {
            finished("e" + i, KEPT.plusDays(1));
        }

        retention.round();
        assertThat(events()).containsExactly("waiting", "e4", "e5", "e6");

        retention.round();
        assertThat(events()).containsExactly("waiting");
    }

    @Test
    void looksAgainSomeTimeAfterTheEnd() {
        finished("e1", KEPT.minusSeconds(1));
        retention.round();
        engine.clock.advance(Retention.BETWEEN_PASSES.minusSeconds(1));
        retention.round();
        assertThat(events()).containsExactly("e1");

        engine.clock.advance(Duration.ofSeconds(1));
        retention.round();
        assertThat(events()).isEmpty();
    }

    @Test
    void anEventIsKnownAsDuplicateForAsLongAsItIsKept() {
        finished("e1", KEPT.plusSeconds(1));
        engine.take(message("e1", "c1"));
        assertThat(engine.column("select duplicates from event")).containsExactly("1");

        retention.round();
        engine.take(message("e1", "c1"));
        assertThat(engine.column("select duplicates from event")).containsExactly("0");
    }

    @Test
    void aSubjectsVariablesGoWithItsLastEvent() {
        finished("old", KEPT.plusSeconds(1));
        finished("older", KEPT.plusSeconds(2));
        finished("young", KEPT.minusDays(1));
        engine.jdbi.useHandle(
                handle -> handle.execute("update event set subject = 'both' where id in ('older', 'young')"));
        variable("subject of old", Duration.ZERO);
        variable("both", KEPT.plusDays(9));

        retention.round();

        assertThat(events()).containsExactly("young");
        assertThat(engine.column("select subject from subject_variable")).containsExactly("both");
    }

    @Test
    void variablesThatNoEventWillTakeAlongGoWhenTheyAreOld() {
        variable("never seen", KEPT.plusSeconds(1));
        variable("soon seen", KEPT.minusSeconds(1));

        retention.round();

        assertThat(engine.column("select subject from subject_variable")).containsExactly("soon seen");
    }

    private void variable(String subject, Duration age) {
        Kept variable = new Kept("who", "1", engine.clock.instant().minus(age), "user kim");
        engine.jdbi.useTransaction(handle -> VariableRows.setOfSubject(handle, subject, variable));
    }

    private void finished(String id, Duration age) {
        stored(id, age);
        engine.heedBells();
    }

    /** With an order of its own, so that none waits for another. */
    private void stored(String id, Duration age) {
        engine.take(message(id, "subject of " + id));
        engine.jdbi.useHandle(handle -> handle.createUpdate("update event set received_at = :then where id = :id")
                .bind("then", engine.clock.instant().minus(age))
                .bind("id", id)
                .execute());
        engine.rung.removeIf(ring -> id.equals("waiting"));
    }

    private List<String> events() {
        return engine.column("select id from event order by seq");
    }
}
