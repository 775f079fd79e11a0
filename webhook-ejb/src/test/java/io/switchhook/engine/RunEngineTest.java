package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.done;
import static io.switchhook.engine.EngineFixture.failed;
import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.target.Admission;
import io.switchhook.workflow.SetVariable;
import io.switchhook.workflow.SetVariableStep.Scope;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Workflow;
import jakarta.jms.JMSRuntimeException;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunEngineTest {
    private final EngineFixture engine = new EngineFixture();

    @Test
    void doesTheStepsInOrderAndHandsOnTheirOutput() {
        engine.starting("notify", "first", "second");
        engine.target = (step, context) -> step.name().equals("first")
                ? new StepResult.Done(
                        "http://t:1",
                        "200 OK",
                        Json.createObjectBuilder().add("ticket", "T-1").build())
                : new StepResult.Failed("", context.variables().toString(), false, Optional.empty());
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.executed).containsExactly("first of e1 attempt 1", "second of e1 attempt 1");
        assertThat(engine.column("select detail from attempt order by id"))
                .containsExactly("200 OK", "{\"Language\":\"en\",\"ticket\":\"T-1\"}");
    }

    @Test
    void whatAStepSetsIsThereForTheNextStepAndTheNextRun() {
        engine.starting("notify", "first", "second");
        List<String> seen = new ArrayList<>();
        engine.target = (step, context) -> {
            seen.add(step.name()
                    + context.names()
                            .find("who")
                            .map(found -> found.value().toString())
                            .orElse(""));
            JsonValue value =
                    Json.createValue(step.name() + " of " + context.event().id());
            return StepResult.Done.of("set", new SetVariable(Scope.SUBJECT, "who", value, step.name()));
        };
        engine.take(message("e1", "c1"));
        engine.heedBells();
        engine.take(message("e2", "c1"));
        engine.heedBells();

        assertThat(seen)
                .containsExactly("first", "second\"first of e1\"", "first\"second of e1\"", "second\"first of e2\"");
        assertThat(engine.column("select concat(subject, ' ', content, ' ', set_by) from subject_variable"))
                .containsExactly("c1 \"second of e2\" workflow notify, step second, run 2");
    }

    @Test
    void aStepThatLosesItsClaimSetsNothing() {
        engine.starting("notify", "first", "second");
        engine.target = (step, context) -> {
            engine.jdbi.useHandle(handle -> handle.execute("update run set claimed_by = 'another'"));
            return StepResult.Done.of("set", new SetVariable(Scope.GLOBAL, "who", JsonValue.TRUE, step.name()));
        };
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.executed).hasSize(1);
        assertThat(engine.column("select id from global_variable")).isEmpty();
    }

    @Test
    void aStoreThatIsAwayWhileAStepLooksUpANameIsWaitedOut() {
        engine.starting("notify", "call");
        engine.target = (step, context) -> {
            if (engine.executed.size() == 1) {
                engine.storeFailures.add(new SQLException("gone", "08006"));
            }
            context.names().find("who");
            return done();
        };
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.column("select concat(outcome, ' ', number) from attempt"))
                .containsExactly("done 1");
        assertThat(engine.executed).hasSize(2);
    }

    @Test
    void waitsLongerAfterEachFailureAndEndsAsDeadLetterWithItsReason() {
        engine.starting("notify", "call");
        engine.target = (step, context) -> failed();
        engine.take(message("e1", "c1"));

        engine.heedBells();
        assertThat(engine.rung).extracting(Ring::delay).containsExactly(Duration.ofSeconds(5));
        ringAfter(Duration.ofSeconds(5));
        assertThat(engine.rung).extracting(Ring::delay).contains(Duration.ofSeconds(10));
        ringAfter(Duration.ofSeconds(10));

        assertThat(engine.executed).hasSize(3);
        assertThat(engine.column("select status from run")).containsExactly("failed");
        assertThat(engine.column("select concat(target, ' ', step, ' ', attempts, ' ', reason) from dead_letter"))
                .containsExactly("notify call 3 503 Service Unavailable; 3 of 3 attempts used");
        assertThat(engine.column("select concat(number, ' ', outcome) from attempt order by id"))
                .containsExactly("1 failed", "2 failed", "3 failed");
    }

    @Test
    void keepsTheOrderOfASubjectAcrossRetriesWhileOthersGoOn() {
        engine.starting("notify", "call");
        engine.target =
                (step, context) -> context.event().id().equals("e1") && context.attempt() == 1 ? failed() : done();
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));
        engine.take(message("e3", "c2"));

        engine.heedBells();
        assertThat(engine.executed).containsExactly("call of e1 attempt 1", "call of e3 attempt 1");
        ringAfter(Duration.ofSeconds(5));

        assertThat(engine.executed)
                .containsSubsequence("call of e1 attempt 1", "call of e1 attempt 2", "call of e2 attempt 1");
    }

    @Test
    void whatComesLaterWaitsForADelayedOneOfItsSubject() {
        engine.starting("notify", Workflow.Ordering.SUBJECT, Duration.ofMinutes(5), "call");
        engine.take(message("e1", "c1"));
        engine.starts.clear();
        engine.starting("notify", "call");
        engine.take(message("e2", "c1"));
        engine.heedBells();
        assertThat(engine.executed).isEmpty();

        engine.clock.advance(Duration.ofMinutes(5));
        engine.sweeper.sweep(false);
        engine.heedBells();

        assertThat(engine.executed).containsExactly("call of e1 attempt 1", "call of e2 attempt 1");
    }

    @Test
    void aDeadLetterLetsTheNextOfItsSubjectGo() {
        engine.starting("notify", "call");
        engine.target = (step, context) -> context.event().id().equals("e1")
                ? new StepResult.Failed("http://t:1", "404 Not Found", false, Optional.empty())
                : done();
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        engine.heedBells();

        assertThat(engine.column("select status from run order by id")).containsExactly("failed", "succeeded");
    }

    @Test
    void anOpenBreakerUsesUpNoAttempt() {
        engine.starting("notify", "call");
        engine.target = (step, context) -> new StepResult.Later(
                "http://t:1", "rests", engine.clock.instant().plusSeconds(30));
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.column("select concat(status, ' ', tries, ' ', reason) from run"))
                .containsExactly("waiting 0 rests");
        assertThat(engine.rung).extracting(Ring::delay).containsExactly(Duration.ofSeconds(30));
        assertThat(engine.column("select id from attempt")).isEmpty();
    }

    @Test
    void aRunForAFullTargetIsRungForWhenACallBecomesFree() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.heedBells();
        assertThat(engine.rung).isEmpty();

        call.close();
        engine.heedBells();

        assertThat(engine.column("select concat(status, ' ', tries) from run")).containsExactly("succeeded 1");
    }

    @Test
    void aRunForAFullTargetKeepsItsClaimAndGoesOnWithoutABellWhenItIsItsTurn() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call").withPlaces(2);
        engine.full.whenTurnComes(run -> engine.claimed.add(() -> engine.runs.begin(run, () -> {})));
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.claimed.remove(0).run();
        assertThat(engine.column("select status from run")).containsExactly("running");
        assertThat(engine.claims.inHand()).as("its claim is renewed").hasSize(1);

        call.close();
        engine.claimed.remove(0).run();

        assertThat(engine.column("select concat(status, ' ', tries) from run")).containsExactly("succeeded 1");
        assertThat(engine.rung).isEmpty();
    }

    @Test
    void whatWaitsForATargetWithItsClaimGivesItBackWhenTheApplicationStops() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call").withPlaces(2);
        engine.full.whenTurnComes(run -> engine.claimed.add(() -> engine.runs.begin(run, () -> {})));
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.claimed.remove(0).run();

        engine.workers.stop(Duration.ZERO);
        call.close();

        assertThat(engine.column(
                        "select concat(status, ' ', case when rung_at is null then 'TRUE' else 'FALSE' end) from run"))
                .containsExactly("waiting TRUE");
        assertThat(engine.claimed).isEmpty();
        assertThat(engine.claims.inHand()).isEmpty();
    }

    @Test
    void whereManyWaitForATargetOnlySoManyKeepTheirClaims() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call").withPlaces(1_600);
        engine.full.whenTurnComes(run -> engine.claimed.add(() -> engine.runs.begin(run, () -> {})));
        engine.target = (step, context) -> callIfFree();
        engine.take(IntStream.range(0, 1_506)
                .mapToObj(i -> message("e" + i, "c" + i))
                .toArray(InboundMessage[]::new));
        List.copyOf(engine.claimed).forEach(Runnable::run);

        assertThat(engine.column("select concat(status, ' ', count(*)) from run group by status order by status"))
                .containsExactly("running 1500", "waiting 6");
        call.close();
    }

    @Test
    void aCallThatBecameFreeBeforeTheRunWasParkedIsNotMissed() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> {
            StepResult result = callIfFree();
            call.close();
            return result;
        };
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void aBellIsNotLostOnARunThatHasFoundRoomBySomebodyElsesBell() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c2"));
        long first = engine.rung.get(0).run();
        engine.heedBells();
        engine.target = (step, context) -> done();
        engine.heed(first);

        call.close();
        engine.heedBells();

        assertThat(engine.column("select status from run")).containsExactly("succeeded", "succeeded");
    }

    @Test
    void aBrokerThatTakesNoBellDoesNotSpoilTheEndOfACall() {
        Admission.Permit call = otherCall();
        engine.starting("notify", "call");
        engine.target = (step, context) -> callIfFree();
        engine.take(message("e1", "c1"));
        engine.heedBells();
        engine.whenRinging = () -> {
            throw new JMSRuntimeException("no broker");
        };

        assertThatCode(call::close).doesNotThrowAnyException();
    }

    private Admission.Permit otherCall() {
        return ((Admission.Granted) engine.targets.enter("http://t:1")).permit();
    }

    private StepResult callIfFree() {
        if (engine.targets.enter("http://t:1") instanceof Admission.Granted granted) {
            granted.permit().close();
            return done();
        }
        return new StepResult.Full("http://t:1");
    }

    @Test
    void aBellHeardManyTimesAtOnceDoesTheStepOnce() throws Exception {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        long run = engine.rung.get(0).run();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Object>> ears = IntStream.range(0, 50)
                    .mapToObj(i -> Executors.callable(() -> engine.heed(run)))
                    .toList();
            for (var heard : threads.invokeAll(ears)) {
                heard.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(engine.executed).containsExactly("call of e1 attempt 1");
    }

    @Test
    void aWorkflowThatStaysAwayMakesADeadLetter() {
        engine.starting("notify", "call");
        engine.take(message("e1", "c1"));
        engine.starts.clear();

        engine.heedBells();
        assertThat(engine.column("select id from dead_letter"))
                .as("it may come back")
                .isEmpty();
        ringAfter(MissingSteps.MISSED.plusSeconds(1));

        assertThat(engine.column("select reason from dead_letter"))
                .containsExactly("workflow notify is not defined any more");
    }

    @Test
    void theOutcomeOfALostClaimIsNotRecorded() {
        engine.starting("notify", "call");
        engine.target = (step, context) -> {
            engine.jdbi.useHandle(handle -> handle.execute("update run set claimed_by = 'another/life'"));
            return done();
        };
        engine.take(message("e1", "c1"));

        engine.heedBells();

        assertThat(engine.column("select concat(status, ' ', claimed_by) from run"))
                .containsExactly("running another/life");
        assertThat(engine.column("select id from attempt")).isEmpty();
    }

    @Test
    void workWhoseOutcomeCannotBeRecordedIsNotDoneAgainForEver() {
        engine.starting("notify", "call");
        engine.target = (step, context) -> {
            engine.storeFailures.add(new SQLException("invalid byte sequence", "22021"));
            return done();
        };
        engine.take(message("e1", "c1"));
        engine.take(message("e2", "c1"));

        engine.heedBells();

        assertThat(engine.executed).containsExactly("call of e1 attempt 1", "call of e2 attempt 1");
        assertThat(engine.column("select concat(event_id, ' ', step) from dead_letter"))
                .containsExactly("e1 call", "e2 call");
        assertThat(engine.column("select reason from dead_letter where event_id = 'e1'"))
                .singleElement()
                .asString()
                .contains("cannot be recorded", "22021");
    }

    private void ringAfter(Duration wait) {
        engine.clock.advance(wait);
        engine.rung.forEach(ring -> engine.heed(ring.run()));
        engine.heedBells();
    }
}
