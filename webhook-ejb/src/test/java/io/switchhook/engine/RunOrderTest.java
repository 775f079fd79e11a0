package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.done;
import static io.switchhook.engine.EngineFixture.failed;
import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Workflow;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunOrderTest {
    private final EngineFixture engine = new EngineFixture();

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
        engine.ringAfter(Duration.ofSeconds(5));

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
}
