package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.target.CallResult;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetConnection;
import io.switchhook.workflow.StepResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PauseControlTest {
    private static final String TARGET = "http://t:1";

    private final EngineFixture engine = new EngineFixture().starting("notify", "call");
    private final Pauses pauses = new Pauses();
    private final PauseControl control = new PauseControl(engine.jdbi, pauses, engine.ringer, engine.clock);
    /** On another server, which shares the database. */
    private final Pauses elsewhere = new Pauses();

    private final PauseControl other = new PauseControl(engine.jdbi, elsewhere, engine.ringer, engine.clock);

    @BeforeEach
    void callsGoThroughTargets() {
        engine.targets.pausedWhen(control::holdsBack);
        GuardedCalls calls = new GuardedCalls(engine.targets, new TargetConnection());
        engine.target = (step, context) -> {
            CallResult result = calls.call(TARGET, () -> {
                throw new UnsupportedOperationException("called");
            });
            return result instanceof CallResult.Resting resting
                    ? new StepResult.Later(TARGET, resting.reason(), resting.due())
                    : EngineFixture.done();
        };
    }

    private List<String> runs() {
        return engine.column("select concat(status, ' ', tries, ' ', reason) from run order by id");
    }

    private void answerFromNowOn() {
        engine.target = (step, context) -> EngineFixture.done();
    }

    @Test
    void aPausedTargetIsNotCalledAndItsRunsUseUpNoAttempt() {
        control.pause(Kind.TARGET, TARGET, "admin");
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(runs()).containsExactly("waiting 0 http://t:1 is paused by an administrator");
        assertThat(engine.column("select id from attempt")).isEmpty();
    }

    @Test
    void whereTheStoreIsAwayBeforeItWasReadWhatIsPausedNoCallIsMade() {
        other.pause(Kind.TARGET, TARGET, "admin");
        engine.targets.pausedWhen(target -> {
            if (engine.waited.isEmpty()) {
                engine.storeFailures.add(new SQLException("gone", "08006"));
            }
            return control.holdsBack(target);
        });
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.waited).hasSize(1);
        assertThat(runs()).containsExactly("waiting 0 http://t:1 is paused by an administrator");
        assertThat(engine.column("select id from attempt")).isEmpty();
    }

    @Test
    void itsRunsGoOnInOrderWhenItIsResumed() {
        control.pause(Kind.TARGET, TARGET, "admin");
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c2"));
        engine.heedBells();
        engine.executed.clear();
        answerFromNowOn();

        assertThat(control.resume(Kind.TARGET, TARGET)).isTrue();
        engine.heedBells();

        assertThat(engine.executed)
                .containsExactlyInAnyOrder("call of e1 attempt 1", "call of e2 attempt 1", "call of e3 attempt 1");
        assertThat(engine.executed.indexOf("call of e1 attempt 1"))
                .isLessThan(engine.executed.indexOf("call of e2 attempt 1"));
        assertThat(control.resume(Kind.TARGET, TARGET)).isFalse();
    }

    @Test
    void whoDiesWhileResumingLeavesItToTheNextLook() {
        control.pause(Kind.TARGET, TARGET, "admin");
        engine.take(message("e1", "c1"));
        engine.heedBells();
        answerFromNowOn();
        engine.jdbi.useHandle(handle -> handle.execute("update pause set resumed_at = ?", engine.clock.instant()));

        other.round();
        engine.heedBells();

        assertThat(runs()).containsExactly("succeeded 1 ");
    }

    @Test
    void whatAServerThatDoesNotKnowYetTurnsAwayAfterTheEndGoesOnToo() {
        control.pause(Kind.TARGET, TARGET, "admin");
        other.round();
        control.resume(Kind.TARGET, TARGET);
        control.round();
        engine.targets.pausedWhen(other::holdsBack);
        engine.take(message("e1", "c1"));
        engine.heedBells();
        assertThat(runs()).containsExactly("waiting 0 http://t:1 is paused by an administrator");
        answerFromNowOn();

        other.round();
        engine.heedBells();

        assertThat(runs()).containsExactly("succeeded 1 ");
        engine.clock.advance(PauseControl.LATE.plus(Duration.ofSeconds(1)));
        other.round();
        assertThat(engine.column("select name from pause")).isEmpty();
    }

    @Test
    void otherServersKnowWhenTheyLookAndOnesThatStartBeforeTheirFirstCall() {
        control.pause(Kind.TARGET, TARGET, "admin");
        control.pause(Kind.SOURCE, "digital", "admin");

        assertThat(other.holdsBack(TARGET)).isTrue();
        assertThat(elsewhere.of(Kind.SOURCE, "digital"))
                .contains(new Pause(Kind.SOURCE, "digital", "admin", engine.clock.instant()));
        control.resume(Kind.SOURCE, "digital");
        other.round();

        assertThat(elsewhere.isPaused(Kind.SOURCE, "digital")).isFalse();
        assertThat(elsewhere.isPaused(Kind.TARGET, TARGET)).isTrue();
    }

    @Test
    void pausingTwiceKeepsTheFirstAndAResumedOneCanBePausedAgain() {
        control.pause(Kind.TARGET, TARGET, "admin");
        assertThat(control.pause(Kind.TARGET, TARGET, "eve").by()).isEqualTo("admin");

        control.resume(Kind.TARGET, TARGET);

        assertThat(control.pause(Kind.TARGET, TARGET, "eve").by()).isEqualTo("eve");
    }
}
