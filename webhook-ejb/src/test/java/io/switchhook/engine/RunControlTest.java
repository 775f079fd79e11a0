package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.workflow.StepResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunControlTest {
    private final EngineFixture engine = new EngineFixture().starting("notify", "first", "second");
    private final RunControl control =
            new RunControl(engine.jdbi, engine.rules, engine.ringer, engine.workers, engine.claims, engine.clock);

    private long run(String event) {
        return Long.parseLong(
                engine.column("select r.id from run r join event e on e.seq = r.event_seq where e.id = '" + event + "'")
                        .get(0));
    }

    private List<String> runs() {
        return engine.column("select concat(e.id, ' ', r.status, ' ', r.step, ' ', r.tries, ' ', r.reason) from run r"
                + " join event e on e.seq = r.event_seq order by r.id");
    }

    private List<String> letters() {
        return engine.column("select event_id from dead_letter order by id");
    }

    /** The first step works, the second never does. */
    private void failAtTheSecondStep() {
        engine.target = (step, context) -> step.name().equals("first") ? EngineFixture.done() : EngineFixture.failed();
        engine.take(message("e1", "c1"));
        for (int attempt = 0; attempt < 3; attempt++) {
            engine.heedBells();
            engine.clock.advance(Duration.ofMinutes(1));
            engine.sweeper.sweep(true);
        }
        assertThat(runs()).singleElement().asString().startsWith("e1 failed 1 3 ");
        engine.executed.clear();
        engine.rung.clear();
    }

    @Test
    void aCancelledRunDoesNothingMoreAndTheNextOfItsSubjectGoesOn() {
        engine.take(message("e1", "c1"), message("e2", "c1"));

        assertThat(control.cancel(run("e1"), "admin")).isEqualTo(new Ordered.Done());
        engine.heedBells();

        assertThat(runs()).containsExactly("e1 cancelled 0 0 cancelled by admin", "e2 succeeded 1 1 ");
        assertThat(engine.executed).containsExactly("first of e2 attempt 1", "second of e2 attempt 1");
    }

    @Test
    void aStepUnderWayIsNotBrokenOffAndNothingFollowsIt() {
        engine.target = (step, context) -> {
            control.cancel(context.runId(), "admin");
            return EngineFixture.done();
        };
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.executed).containsExactly("first of e1 attempt 1");
        assertThat(runs()).containsExactly("e1 cancelled 0 0 cancelled by admin");
        assertThat(engine.column("select concat(outcome, ': ', detail) from attempt"))
                .containsExactly("interrupted: cancelled by admin; what came of an attempt under way is not known");
    }

    @Test
    void cancellingTwiceIsHarmlessAndWhatHasEndedOtherwiseStaysSo() {
        engine.take(message("e1", "c1"), message("e2", "c2"));
        control.cancel(run("e1"), "admin");

        assertThat(control.cancel(run("e1"), "eve")).isEqualTo(new Ordered.Done());
        engine.heedBells();

        assertThat(control.cancel(run("e2"), "admin"))
                .isEqualTo(new Ordered.Refused("The run has ended: it has succeeded."));
        assertThat(control.cancel(4711, "admin")).isEqualTo(new Ordered.Unknown());
        assertThat(runs()).containsExactly("e1 cancelled 0 0 cancelled by admin", "e2 succeeded 1 1 ");
    }

    @Test
    void aRunThatWaitsForATargetWithItsClaimGivesItsPlaceBackWhenItIsCancelled() {
        engine.target = (step, context) -> new StepResult.Full("http://t:1");
        engine.targets.enter("http://t:1");
        engine.full.whenTurnComes(run -> {});
        engine.take(message("e1", "c1"));
        engine.heedBells();
        assertThat(engine.full.waiting()).containsEntry("http://t:1", 1);

        control.cancel(run("e1"), "admin");

        assertThat(engine.full.waiting()).isEmpty();
        assertThat(runs()).containsExactly("e1 cancelled 0 0 cancelled by admin");
    }

    @Test
    void aFailedRunGoesOnFromItsFailedStepWithAttemptsCountedAnewAndWithoutItsDeadLetter() {
        failAtTheSecondStep();
        assertThat(letters()).containsExactly("e1");
        engine.target = (step, context) -> EngineFixture.done();

        assertThat(control.retry(run("e1"), "admin")).isEqualTo(new Ordered.Done());
        assertThat(letters()).isEmpty();
        engine.heedBells();

        assertThat(engine.executed).containsExactly("second of e1 attempt 1");
        assertThat(runs()).containsExactly("e1 succeeded 1 1 ");
    }

    @Test
    void aRetriedRunStandsBeforeThoseOfItsSubjectThatWait() {
        failAtTheSecondStep();
        engine.take(message("e2", "c1"), message("e3", "c1"));
        // nobody has rung for e2 yet
        engine.rung.clear();
        engine.jdbi.useHandle(handle -> handle.execute("update run set rung_at = null"));
        engine.target = (step, context) -> EngineFixture.done();

        control.retry(run("e1"), "admin");
        engine.heedBells();

        assertThat(engine.executed)
                .containsExactly(
                        "second of e1 attempt 1",
                        "first of e2 attempt 1",
                        "second of e2 attempt 1",
                        "first of e3 attempt 1",
                        "second of e3 attempt 1");
    }

    @Test
    void theSweepFindsARetriedRunWhoseBellWasNeverRung() {
        failAtTheSecondStep();
        engine.target = (step, context) -> EngineFixture.done();
        engine.whenRinging = () -> {
            throw new IllegalStateException("dies here");
        };
        assertThat(control.retry(run("e1"), "admin")).isEqualTo(new Ordered.Done());
        engine.whenRinging = () -> {};

        engine.sweeper.sweep(true);
        engine.heedBells();

        assertThat(runs()).containsExactly("e1 succeeded 1 1 ");
    }

    @Test
    void retryingTwiceStartsItOnce() {
        failAtTheSecondStep();
        engine.target = (step, context) -> EngineFixture.done();

        control.retry(run("e1"), "admin");
        Ordered second = control.retry(run("e1"), "admin");
        engine.heedBells();

        assertThat(second).isEqualTo(new Ordered.Refused("The run has not ended."));
        assertThat(engine.executed).hasSize(1);
    }

    @Test
    void aRunOfAWorkflowThatIsGoneIsNotRetried() {
        failAtTheSecondStep();
        engine.starts.clear();

        assertThat(control.retry(run("e1"), "admin"))
                .isEqualTo(new Ordered.Refused("workflow notify is not there any more."));
        assertThat(letters()).containsExactly("e1");
    }

    @Test
    void aDeliveryThatWasGivenUpIsHandedOutAgain() {
        engine.starts.clear();
        engine.desk.hear(List.of(new SubscriberReport.Present("crm")));
        engine.take(message("e1", "c1"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            engine.desk.hear(List.of(new SubscriberReport.Failed("crm", run("e1"), attempt, "no")));
            engine.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(letters()).containsExactly("e1");
        engine.rung.clear();

        assertThat(control.retry(run("e1"), "admin")).isEqualTo(new Ordered.Done());

        assertThat(engine.handedTo("crm")).extracting(Ring::run).containsExactly(run("e1"));
        assertThat(letters()).isEmpty();
    }
}
