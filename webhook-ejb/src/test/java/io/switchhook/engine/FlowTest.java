package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.workflow.StepResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;

class FlowTest {
    private final FlowFixture flow = new FlowFixture();
    private final EngineFixture engine = flow.engine;

    @Test
    void aStepWhoseConditionsDoNotHoldIsSkippedAndSaysWhy() {
        flow.define("notify", """
                - { call(first), when: { jsonPath: lang, operator: Equal, value: de } }
                - { call(second), when: { jsonPath: event.topic, operator: Equal, value: call.started } }
                - { call(last), when: [ { jsonPath: secret, operator: Equal, value: x } ] }
                """).start("e1", "c1", "{\"lang\":\"en\",\"secret\":\"y\"}");

        assertThat(engine.executed).containsExactly("second of e1 attempt 1");
        assertThat(flow.attempts()).containsExactly("first 1 skipped", "second 1 done", "last 1 skipped");
        assertThat(flow.details())
                .contains(
                        "first: lang Equal \"de\" does not hold: found \"en\"",
                        "last: secret Equal \"x\" does not hold: found \"***\"");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void conditionsSeeVariablesOfTheSubjectAndItsEarlierEvents() {
        flow.define("notify", """
                - { call(first), when: [ { jsonPath: who.name, operator: Equal, value: Kim },
                    { jsonPath: Ringing.n, operator: Equal, value: 1 } ] }
                - { call(second), when: { jsonPath: ringing.secret, operator: Equal, value: y } }
                """);
        flow.tell("e0", "call.ringing", "c1", "{\"n\":1,\"secret\":\"x\"}");
        Kept who = new Kept("who", "{\"name\":\"Kim\"}", engine.clock.instant(), "user kim");
        engine.jdbi.useTransaction(handle -> VariableRows.setOfSubject(handle, "c1", who));

        flow.start("e1", "c1", "{}").start("e2", "c2", "{}");

        assertThat(engine.executed).containsExactly("first of e1 attempt 1");
        assertThat(flow.details())
                .contains("second: ringing.secret Equal \"y\" does not hold: found \"***\"")
                .anyMatch(detail -> detail.startsWith("first: who.name Equal \"Kim\" does not hold: "));
    }

    @Test
    void aRunOfSkippedStepsAloneSucceeds() {
        flow.define("notify", "- { call(a), when: { jsonPath: x, operator: Exists, value: true } }\n")
                .start("e1", "c1", "{}");

        assertThat(flow.attempts()).containsExactly("a 1 skipped");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void goesOnAfterAFailureAndTellsLaterStepsOfIt() {
        flow.define("notify", """
                - { call(fail), onFailure: continue }
                - { call(next) }
                """).start("e1", "c1", "{}");

        assertThat(flow.attempts()).containsExactly("fail 1 failed", "next 1 done");
        assertThat(flow.details())
                .last()
                .isEqualTo("next: {\"failure\":{\"step\":\"fail\","
                        + "\"reason\":\"404 Not Found; another attempt would not help\"}}");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
        assertThat(flow.deadLetters()).isEmpty();
    }

    @Test
    void whatFollowsAFailureWaitsForTheLastAttempt() {
        flow.define("notify", "- { call(shaky), onFailure: continue }\n");
        engine.target = (step, context) -> EngineFixture.failed();
        flow.start("e1", "c1", "{}");
        assertThat(engine.column("select status from run")).containsExactly("waiting");

        flow.later(Duration.ofSeconds(5));
        flow.later(Duration.ofSeconds(10));

        assertThat(flow.attempts()).containsExactly("shaky 1 failed", "shaky 2 failed", "shaky 3 failed");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void stepsForAFailureAreDoneAndThenTheOnesBehind() {
        flow.define("notify", """
                - { call(fail), onFailure: [ { call(repair) }, { call(again), when: { jsonPath: failure.step, operator: Equal, value: fail } } ] }
                - { call(behind) }
                """);
        flow.start("e1", "c1", "{}");

        assertThat(flow.attempts()).containsExactly("fail 1 failed", "repair 1 done", "again 1 done", "behind 1 done");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void stepsForAFailureAreNotDoneWithoutOne() {
        flow.define("notify", """
                - { call(fine), onFailure: [ { call(repair) } ] }
                """).start("e1", "c1", "{}");

        assertThat(flow.attempts()).containsExactly("fine 1 done");
    }

    @Test
    void ofAStepForAFailureThatFailsItsOwnWordCounts() {
        flow.define("notify", """
                - { call(fail), onFailure: [ { call(fail too) } ] }
                - { call(never) }
                """).start("e1", "c1", "{}");

        assertThat(flow.attempts()).containsExactly("fail 1 failed", "fail too 1 failed");
        assertThat(flow.deadLetters()).containsExactly("fail too: 404 Not Found; another attempt would not help");
    }

    @Test
    void choosesOneBranchAndGoesOnBehindTheChoice() {
        flow.define("notify", """
                - name: which
                  choose:
                    - when: { jsonPath: lang, operator: Equal, value: de }
                      steps: [ { call(german) } ]
                    - when: { jsonPath: lang, operator: Equal, value: en }
                      steps: [ { call(english) }, { call(more) } ]
                  otherwise: [ { call(other) } ]
                - { call(behind) }
                """).start("e1", "c1", "{\"lang\":\"en\"}").start("e2", "c2", "{}");

        assertThat(flow.details())
                .extracting(detail -> detail.replace(": {}", ""))
                .containsExactly(
                        "which: branch 2 of 2", "english", "more", "behind", "which: otherwise", "other", "behind");
    }

    @Test
    void anEndEndsTheRunAtOnceAndAFailureThatIsMeantIsNoDeadLetter() {
        flow.define("notify", """
                - { name: off, when: { jsonPath: ok, operator: Equal, value: true }, end: { reason: "Well, {{ who }}" } }
                - { name: bad, end: { outcome: failed, reason: "Sorry, {{ who }}" } }
                - { call(never) }
                """).start("e1", "c1", "{\"ok\":true,\"who\":\"Ann\"}");
        flow.start("e2", "c1", "{\"who\":\"Bob\"}").start("e3", "c1", "{\"who\":\"Cyd\"}");

        assertThat(engine.column("select concat(status, ' ', reason) from run order by id"))
                .containsExactly("succeeded Well, Ann", "failed Sorry, Bob", "failed Sorry, Cyd");
        assertThat(flow.details()).contains("off: succeeded: Well, Ann", "bad: failed: Sorry, Bob");
        assertThat(engine.executed).noneMatch(done -> done.startsWith("never"));
        assertThat(flow.deadLetters()).isEmpty();
    }

    @Test
    void aChangedWorkflowGoesOnAtTheStepOfTheSameName() {
        flow.define("notify", "- { call(a) }\n- { call(b) }\n");
        engine.target = (step, context) ->
                step.name().equals("b") && context.attempt() == 1 ? EngineFixture.failed() : EngineFixture.done();
        flow.start("e1", "c1", "{}");
        String began = engine.column("select workflow_version from run").get(0);

        flow.define("notify", "- { call(a) }\n- { call(new) }\n- { call(b) }\n- { call(c) }\n");
        flow.later(Duration.ofSeconds(5));

        assertThat(flow.attempts()).containsExactly("a 1 done", "b 1 failed", "b 2 done", "c 1 done");
        assertThat(engine.column("select concat(trigger_version, ' ', workflow_version) from run"))
                .containsExactly("0123456789ab " + began);
        assertThat(began).isNotEqualTo(engine.starts.get(0).workflow().version());
    }

    @Test
    void aStepThatIsGoneIsNamedAndWaitedFor() {
        flow.define("notify", "- { call(a) }\n- { call(b) }\n");
        engine.target = (step, context) -> step.name().equals("b") ? EngineFixture.failed() : EngineFixture.done();
        flow.start("e1", "c1", "{}");

        flow.define("notify", "- { call(x) }\n- { call(y) }\n");
        flow.later(Duration.ofSeconds(5));
        assertThat(flow.runs()).containsExactly("waiting b workflow notify was changed and has no step \"b\" any more");
        flow.later(MissingSteps.MISSED);

        assertThat(flow.deadLetters()).containsExactly("b: workflow notify was changed and has no step \"b\" any more");
        assertThat(engine.executed).noneMatch(done -> done.startsWith("x") || done.startsWith("y"));
    }

    @Test
    void aStepThatCameBackIsGivenItsWholeTimeWhenItGoesAgain() {
        flow.define("notify", "- { call(a) }\n- { call(b) }\n");
        engine.target = (step, context) -> step.name().equals("b") ? EngineFixture.failed() : EngineFixture.done();
        flow.start("e1", "c1", "{}");
        flow.define("notify", "- { call(x) }\n");
        flow.later(Duration.ofSeconds(5));
        flow.define("notify", "- { call(a) }\n- { call(b) }\n");
        flow.later(Duration.ofMinutes(50));

        flow.define("notify", "- { call(x) }\n");
        flow.later(Duration.ofMinutes(50));

        assertThat(flow.runs()).containsExactly("waiting b workflow notify was changed and has no step \"b\" any more");
    }

    @Test
    void aRunThatHasNotBegunBeginsWithTheStepsAsTheyAreThen() {
        flow.define("notify", "- { call(a) }\n");
        engine.take(FlowFixture.event("e1", "call.started", "c1", "{}"));
        flow.define("notify", "- { call(before) }\n- { call(other) }\n");

        engine.heedBells();

        assertThat(flow.attempts()).containsExactly("before 1 done", "other 1 done");
    }

    /** Between the record of a choice and the step it leads to. */
    @Test
    void whatWasChosenStaysChosenWhenTheProcessDies() {
        flow.define("notify", """
                - name: which
                  choose: [ { when: { jsonPath: lang, operator: Equal, value: en }, steps: [ { call(english) } ] } ]
                """);
        engine.target = (step, context) -> {
            throw new ProcessDied();
        };
        try {
            flow.start("e1", "c1", "{\"lang\":\"en\"}");
        } catch (ProcessDied dead) {
            engine.jdbi.useHandle(handle -> handle.execute("update run set claimed_by = 'one/earlier'"));
        }
        engine.target = (step, context) -> EngineFixture.done();

        flow.later(Duration.ZERO);

        assertThat(flow.attempts()).containsExactly("which 1 done", " 1 interrupted", "english 1 done");
    }

    /** What makes short runs fast: nothing is asked or written for the sake of conditions and waits. */
    @Test
    void aRunOfOneStepCostsNoStatementMoreThanItsOwn() {
        flow.define("notify", "- { call(a) }\n");
        flow.define("waiting", "- { name: w, wait: { until: { topicName: call.ended }, timeout: PT1H } }\n");
        engine.starts.removeIf(start -> start.workflow().id().equals("waiting"));
        List<String> statements = new ArrayList<>();
        engine.jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                statements.add(context.getRenderedSql());
            }
        });

        flow.start("e1", "c1", "{}");

        assertThat(engine.column("select status from run")).containsExactly("succeeded");
        assertThat(statements).isNotEmpty().noneMatch(sql -> sql.contains("wait_lock") || sql.contains("run_wait"));
        assertThat(statements.stream().filter(sql -> sql.startsWith("update run set")))
                .as("claimed and ended")
                .hasSize(2);
    }

    @Test
    void aReasonThatCannotBeFilledInFailsTheStep() {
        flow.define("notify", "- { name: e, end: { reason: \"{{ 1 / nothing }}\" } }\n")
                .start("e1", "c1", "{}");

        assertThat(flow.deadLetters()).singleElement().asString().startsWith("e: reason: template");
    }

    @Test
    void whatAFailureWasIsNotLostWhenItIsTheLastStep() {
        flow.define("notify", "- { call(x), onFailure: continue }\n");
        engine.target = (step, context) -> new StepResult.Failed("http://t:1", "410 Gone", false, Optional.empty());
        flow.start("e1", "c1", "{}");

        assertThat(flow.details()).containsExactly("x: 410 Gone");
    }

    private static final class ProcessDied extends Error {
        private static final long serialVersionUID = 1L;
    }
}
