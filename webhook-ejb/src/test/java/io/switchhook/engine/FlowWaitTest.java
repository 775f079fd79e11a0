package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.workflow.StepResult;
import jakarta.jms.JMSRuntimeException;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FlowWaitTest {
    private static final String UNTIL_ENDED = """
            - { call(before) }
            - name: end
              wait:
                until:
                  topicName: call.ended
                  matchCriteria: [ { jsonPath: type, operator: NotEqual, value: TRANSFER } ]
                timeout: PT1H
            - name: which
              choose:
                - when: { jsonPath: end.outcome, operator: Equal, value: event }
                  steps: [ { call(ended) } ]
              otherwise: [ { call(timed out) } ]
            """;

    private final FlowFixture flow = new FlowFixture();
    private final EngineFixture engine = flow.engine;

    @Test
    void waitsForATimeWithoutAClaimAndGoesOn() {
        flow.define("notify", "- { name: w, wait: { for: PT10M } }\n- { call(after) }\n")
                .start("e1", "c1", "{}");

        assertThat(flow.runs()).containsExactly("waiting w waits until 2026-11-21T08:10:00Z");
        assertThat(engine.column("select claimed_by from run")).containsOnlyNulls();
        flow.later(Duration.ofMinutes(9));
        assertThat(flow.attempts()).isEmpty();
        flow.later(Duration.ofMinutes(1));

        assertThat(flow.details()).containsExactly("w: waited PT10M", "after: {}");
        assertThat(engine.column("select count(*) from attempt where step = 'w' and finished_at = started_at +"
                        + " interval '10' minute"))
                .containsExactly("1");
    }

    @Test
    void aShortWaitIsRungForAtItsEnd() {
        flow.define("notify", "- { name: w, wait: { for: PT30S } }\n").start("e1", "c1", "{}");

        assertThat(engine.rung).extracting(Ring::delay).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void anEventOfTheSubjectEndsTheWaitAndCanBeRead() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");
        assertThat(flow.runs())
                .containsExactly("waiting end waits until 2026-11-21T09:00:00Z for an event of topic call.ended");

        flow.tell("e2", "call.ended", "c1", "{\"type\":\"CLIENT\"}");
        engine.heedBells();

        assertThat(flow.attempts()).containsExactly("before 1 done", "end 1 done", "which 1 done", "ended 1 done");
        assertThat(flow.details().get(1)).isEqualTo("end: event e2 of topic call.ended came");
        assertThat(flow.details().get(3)).contains("\"outcome\":\"event\"", "\"data\":{\"type\":\"CLIENT\"}");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void otherEventsDoNotEndIt() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");

        flow.tell("e2", "call.ended", "c2", "{}");
        flow.tell("e3", "call.ended", "c1", "{\"type\":\"TRANSFER\"}");
        flow.tell("e4", "call.held", "c1", "{}");
        engine.heedBells();

        assertThat(engine.rung).noneMatch(ring -> ring.delay().isZero());
        assertThat(engine.column("select status from run")).containsExactly("waiting");
    }

    @Test
    void theTimeOutEndsItWhenNoEventCame() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");

        flow.later(Duration.ofHours(1));
        flow.tell("e2", "call.ended", "c1", "{}");
        engine.heedBells();

        assertThat(flow.details())
                .containsExactly(
                        "before: {}",
                        "end: no event came within PT1H",
                        "which: otherwise",
                        "timed out: {\"end\":{\"outcome\":\"timeout\"}}");
    }

    @Test
    void whatCameBeforeTheWaitBeganCountsToo() {
        flow.define("notify", UNTIL_ENDED);
        engine.target = (step, context) -> {
            if (step.name().equals("before")) {
                flow.tell("e2", "call.ended", "c1", "{\"type\":\"TRANSFER\"}");
                flow.tell("e3", "call.ended", "c1", "{}");
            }
            return EngineFixture.done();
        };

        flow.start("e1", "c1", "{}");

        assertThat(flow.details()).contains("end: event e3 of topic call.ended came");
        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void theEventThatStartedTheRunAndThoseBeforeItDoNotCount() {
        flow.define("notify", UNTIL_ENDED.replace("topicName: call.ended", "topicName: '**'"));
        flow.tell("e0", "call.ended", "c1", "{}");

        flow.start("e1", "c1", "{}");

        assertThat(engine.column("select status from run")).containsExactly("waiting");
    }

    @Test
    void aSecondWaitLooksBehindTheEventThatEndedTheFirst() {
        flow.define("notify", """
                - { name: one, wait: { until: { topicName: call.held }, timeout: PT1H } }
                - { call(between) }
                - { name: two, wait: { until: { topicName: call.held }, timeout: PT1H } }
                """).start("e1", "c1", "{}");

        flow.tell("e2", "call.held", "c1", "{}");
        engine.heedBells();
        assertThat(flow.runs()).singleElement().asString().startsWith("waiting two");
        flow.tell("e3", "call.held", "c1", "{}");
        engine.heedBells();

        assertThat(flow.details())
                .contains("one: event e2 of topic call.held came", "two: event e3 of topic call.held came");
    }

    @Test
    void oneEventEndsTheWaitsOfSeveralWorkflows() {
        flow.define("one", UNTIL_ENDED).define("two", UNTIL_ENDED).start("e1", "c1", "{}");

        flow.tell("e2", "call.ended", "c1", "{}");
        engine.heedBells();

        assertThat(engine.column("select status from run")).containsExactly("succeeded", "succeeded");
    }

    @Test
    void laterRunsOfTheSubjectWaitBehindTheWait() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}").start("e2", "c1", "{}");
        assertThat(engine.executed).containsExactly("before of e1 attempt 1");

        flow.tell("e3", "call.ended", "c1", "{}");
        engine.heedBells();

        assertThat(engine.executed).last().isEqualTo("ended of e2 attempt 1");
        assertThat(engine.column("select status from run")).containsExactly("succeeded", "succeeded");
    }

    @Test
    void aWaitForAnEventOfNoSubjectFailsAtOnce() {
        flow.define("notify", UNTIL_ENDED).start("e1", "", "{}");

        assertThat(flow.deadLetters())
                .containsExactly("end: the run's event has no subject, so none of the same subject can come; another"
                        + " attempt would not help");
    }

    @Test
    void anEventWhoseBellIsLostIsFoundByTheSweep() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");
        engine.whenRinging = () -> {
            throw new JMSRuntimeException("the process died before it rang");
        };
        try {
            flow.tell("e2", "call.ended", "c1", "{}");
        } catch (JMSRuntimeException died) {
            engine.whenRinging = () -> {};
        }

        flow.later(Duration.ofSeconds(1));

        assertThat(flow.details()).contains("end: event e2 of topic call.ended came");
    }

    @Test
    void anEventThatTheBrokerBringsAgainEndsNothingTwice() {
        flow.define("notify", """
                - { name: one, wait: { until: { topicName: call.held }, timeout: PT1H } }
                - { name: two, wait: { until: { topicName: call.held }, timeout: PT1H } }
                """).start("e1", "c1", "{}");
        flow.tellAs("ID:7", "e2", "call.held", "c1");
        engine.heedBells();

        flow.tellAs("ID:7", "e2", "call.held", "c1");
        engine.heedBells();

        assertThat(flow.runs()).singleElement().asString().startsWith("waiting two");
    }

    @Test
    void aWaitWhoseBellWasNotRungIsFoundByTheSweep() {
        flow.define("notify", "- { name: w, wait: { for: PT30S } }\n");
        engine.take(FlowFixture.event("e1", "call.started", "c1", "{}"));
        long run = engine.rung.remove(0).run();
        engine.whenRinging = () -> {
            throw new JMSRuntimeException("the process died before it rang");
        };
        try {
            engine.heed(run);
        } catch (RuntimeException died) {
            assertThat(died).hasMessageContaining("died");
        }
        engine.whenRinging = () -> {};

        engine.clock.advance(Duration.ofSeconds(61));
        engine.sweeper.sweep(false);
        engine.heedBells();

        assertThat(flow.details()).containsExactly("w: waited PT30S");
    }

    /** The event was there when the wait began; the process dies before it is read. */
    @Test
    void anEventFoundWhenTheWaitBeganIsKnownAfterADeath() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");
        flow.tell("e2", "call.ended", "c1", "{}");
        engine.rung.clear();
        engine.jdbi.useHandle(
                handle -> handle.execute("update run set status = 'running', claimed_by = 'one/earlier'"));

        flow.later(Duration.ZERO);

        assertThat(flow.details()).contains("end: event e2 of topic call.ended came");
    }

    /** A sweep makes what it frees due at once. */
    @Test
    void aWaitThatIsLookedAtTooEarlyGoesOn() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");
        engine.jdbi.useHandle(
                handle -> handle.execute("update run set status = 'running', claimed_by = 'one/earlier'"));

        flow.later(Duration.ofMinutes(1));
        assertThat(engine.column(
                        "select concat(status, ' ', case when due_at = timestamp with time zone '2026-11-21 09:00:00+00' then 'TRUE' end)"
                                + " from run"))
                .containsExactly("waiting TRUE");
        flow.tell("e2", "call.ended", "c1", "{}");
        engine.heedBells();

        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void whoeverHasLostTheClaimSpoilsNoWait() {
        flow.define("notify", UNTIL_ENDED);
        engine.target = (step, context) -> {
            engine.jdbi.useHandle(handle ->
                    handle.execute("update run set claimed_by = 'another/life', step = 1," + " step_name = 'end'"));
            return new StepResult.Done("", "", JsonValue.EMPTY_JSON_OBJECT);
        };
        flow.start("e1", "c1", "{}");

        assertThat(engine.column("select count(*) from run_wait")).containsExactly("0");
    }

    @Test
    void aWaitOutlivesItsProcess() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");
        RunEngine next = engine.engine();
        Claims its = engine.claimsOf(new NodeName("one"));

        flow.tell("e2", "call.ended", "c1", "{}");
        engine.rung.forEach(ring -> EngineFixture.heed(next, its, ring.run()));

        assertThat(engine.column("select status from run")).containsExactly("succeeded");
    }

    @Test
    void aWaitThatIsDefinedNoMoreIsEndedByNoEvent() {
        flow.define("notify", UNTIL_ENDED).start("e1", "c1", "{}");
        flow.define("notify", "- { call(before) }\n");

        flow.tell("e2", "call.ended", "c1", "{}");
        flow.later(Duration.ofHours(1));

        assertThat(flow.runs())
                .containsExactly("waiting end workflow notify was changed and has no step \"end\" any more");
    }

    @Test
    void noEventIsLostThatComesWhileTheWaitBegins() throws Exception {
        flow.define("notify", "- { name: end, wait: { until: { topicName: call.ended }, timeout: PT1H } }\n");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try {
            for (int i = 0; i < 40; i++) {
                String subject = "c" + i;
                engine.rung.clear();
                engine.take(FlowFixture.event("s" + i, "call.started", subject, "{}"));
                long run = engine.rung.get(0).run();
                engine.rung.clear();
                String ended = "e" + i;
                Future<?> begins = threads.submit(() -> {
                    together.await();
                    engine.heed(run);
                    return Optional.empty();
                });
                Future<?> comes = threads.submit(() -> {
                    together.await();
                    flow.tell(ended, "call.ended", subject, "{}");
                    return Optional.empty();
                });
                begins.get();
                comes.get();
                engine.heedBells();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(engine.column("select r.status from run r join event e on e.seq = r.event_seq where e.topic ="
                        + " 'call.started' and r.target = 'notify'"))
                .hasSize(40)
                .containsOnly("succeeded");
        assertThat(flow.details()).allMatch(detail -> detail.contains("came"));
        assertThat(List.copyOf(engine.waited))
                .as("waits for the store, as after a deadlock")
                .isEmpty();
    }
}
