package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

        engine.clock.advance(RunEngine.CLAIM.plusSeconds(1));
        engine.sweeper.sweep(false);

        assertThat(engine.column("select status from run")).containsExactly("waiting");
    }

    @Test
    void renewsTheClaimOfARunThatIsWorkedOn() {
        engine.target = (step, context) -> {
            for (int i = 0; i < 3; i++) {
                engine.clock.advance(RunEngine.CLAIM.minusSeconds(5));
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

        engine.clock.advance(RunEngine.CLAIM.plusSeconds(1));
        engine.sweeper.sweep(false);

        assertThat(engine.column("select status from run")).containsExactly("waiting");
    }

    private void claimFor(String owner) {
        engine.jdbi.useHandle(handle -> handle.execute(
                "update run set status = 'running', claimed_by = ?, claimed_until = ?",
                owner,
                engine.clock.instant().plus(RunEngine.CLAIM)));
    }
}
