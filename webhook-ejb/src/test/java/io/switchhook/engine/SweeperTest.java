package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private final EngineFixture engine = new EngineFixture();

    @BeforeEach
    void oneRun() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.rung.clear();
    }

    @Test
    void ringsAgainForABellThatWasLost() {
        engine.clock.advance(Duration.ofSeconds(29));
        engine.sweeper.sweep(false);
        assertThat(engine.rung).isEmpty();

        engine.clock.advance(Duration.ofSeconds(2));
        engine.sweeper.sweep(false);

        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void countsNoBellAsRungAfterARestart() {
        engine.sweeper.sweep(true);

        assertThat(engine.rung).hasSize(1);
    }

    @Test
    void freesRunsOfThisNodesEarlierLifeAtOnceWithoutUsingUpAnAttempt() {
        claimFor("one/earlier");

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.column("select outcome from attempt order by id")).containsExactly("interrupted", "done");
        assertThat(engine.column("select concat(status, ' ', tries) from run")).containsExactly("succeeded 1");
    }

    @Test
    void freesRunsOfAnotherNodeOnlyWhenTheirClaimHasRunOut() {
        claimFor("two/life");
        engine.sweeper.sweep(false);
        assertThat(engine.column("select status from run")).containsExactly("running");

        engine.clock.advance(Claims.TERM.plusSeconds(1));
        engine.sweeper.sweep(false);

        assertThat(engine.column("select status from run")).containsExactly("waiting");
    }

    @Test
    void renewsTheClaimOfARunThatIsWorkedOn() {
        engine.target = (step, context) -> {
            for (int i = 0; i < 3; i++) {
                engine.clock.advance(Claims.TERM.minusSeconds(5));
                engine.sweeper.sweep(false);
            }
            return EngineFixture.done();
        };
        engine.sweeper.sweep(true);

        engine.heedBells();

        assertThat(engine.column("select concat(status, ' ', tries) from run")).containsExactly("succeeded 1");
        assertThat(engine.executed).hasSize(1);
    }

    @Test
    void freesARunOfItsOwnThatNobodyWorksOn() {
        claimFor(engine.node.life());
        engine.sweeper.sweep(false);
        assertThat(engine.column("select status from run")).containsExactly("running");

        engine.clock.advance(Claims.TERM.plusSeconds(1));
        engine.sweeper.sweep(false);

        assertThat(engine.column("select status from run")).containsExactly("waiting");
    }

    @Test
    void aRunItsProcessDiesOfAgainAndAgainIsADeadLetterInTheEndAndTheNextGoes() {
        engine.take(message("e2", "c1"));
        for (int death = 1; death <= Sweeper.MOST_INTERRUPTIONS; death++) {
            claimFor("one/earlier");
            engine.sweeper.sweep(true);
        }
        assertThat(engine.column("select event_id from dead_letter")).isEmpty();
        engine.rung.clear();

        claimFor("one/earlier");
        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(engine.column("select concat(event_id, ': ', reason) from dead_letter"))
                .containsExactly("e1: the process died 11 times with an attempt under way");
        assertThat(engine.executed).containsExactly("call of e2 attempt 1");
    }

    @Test
    void ringsForThousandsThatBecomeDueTogether() {
        engine.starts.clear();
        engine.starting("later", Workflow.Ordering.SUBJECT, Duration.ofHours(1), "call");
        for (int i = 0; i < 1_200; i++) {
            engine.take(message("late" + i, "subject " + i));
        }
        assertThat(engine.rung).isEmpty();

        engine.clock.advance(Duration.ofMinutes(59));
        engine.sweeper.sweep(false);

        assertThat(engine.rung).filteredOn(ring -> !ring.delay().isZero()).hasSize(1_200);
    }

    @Test
    void aForgottenSubscriberGoesThoughMoreComesForItThanABatchHolds() {
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.desk.hear(List.of(new SubscriberReport.Absent("crm")));
        for (int i = 0; i < 1_200; i++) {
            engine.take(message("missed" + i, "subject " + i));
        }

        engine.clock.advance(Duration.ofDays(8));
        engine.sweeper.sweep(false);

        assertThat(engine.column("select name from subscriber")).isEmpty();
        assertThat(engine.column("select id from run where kind = 'subscriber' and finished_at is null"))
                .isEmpty();
    }

    private void claimFor(String owner) {
        engine.jdbi.useHandle(handle -> handle.execute(
                "update run set status = 'running', claimed_by = ?, claimed_until = ? where id = (select min(id) from run)",
                owner,
                engine.clock.instant().plus(Claims.TERM)));
    }
}
