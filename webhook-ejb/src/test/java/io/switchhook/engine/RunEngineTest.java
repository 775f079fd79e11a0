package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.done;
import static io.switchhook.engine.EngineFixture.failed;
import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.workflow.SetVariable;
import io.switchhook.workflow.SetVariableStep.Scope;
import io.switchhook.workflow.StepResult;
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
        engine.ringAfter(Duration.ofSeconds(5));
        assertThat(engine.rung).extracting(Ring::delay).contains(Duration.ofSeconds(10));
        engine.ringAfter(Duration.ofSeconds(10));

        assertThat(engine.executed).hasSize(3);
        assertThat(engine.column("select status from run")).containsExactly("failed");
        assertThat(engine.column("select concat(target, ' ', step, ' ', attempts, ' ', reason) from dead_letter"))
                .containsExactly("notify call 3 503 Service Unavailable; 3 of 3 attempts used");
        assertThat(engine.column("select concat(number, ' ', outcome) from attempt order by id"))
                .containsExactly("1 failed", "2 failed", "3 failed");
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
        engine.ringAfter(MissingSteps.MISSED.plusSeconds(1));

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
}
