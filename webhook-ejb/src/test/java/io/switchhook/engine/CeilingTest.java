package io.switchhook.engine;

import static io.switchhook.engine.EngineFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.trigger.RateLimit;
import io.switchhook.workflow.Rules.Start;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CeilingTest {
    private final EngineFixture engine = new EngineFixture().starting("notify", "call");

    CeilingTest() {
        Start unlimited = engine.starts.remove(0);
        engine.starts.add(new Start(
                unlimited.trigger(),
                unlimited.triggerVersion(),
                unlimited.workflow(),
                unlimited.delay(),
                unlimited.variables(),
                Optional.of(new RateLimit(2, Duration.ofMinutes(10)))));
    }

    @Test
    void whatIsBeyondTheLimitStartsLaterAndSaysWhy() {
        for (int i = 1; i <= 5; i++) {
            engine.take(message("e" + i, "c" + i));
        }
        engine.heedBells();
        assertThat(engine.executed).containsExactly("call of e1 attempt 1", "call of e2 attempt 1");
        assertThat(engine.column("select reason from run where id > (select min(id) + 1 from run)"))
                .hasSize(3)
                .containsOnly("held by the rate limit of trigger trigger-notify: 2 per PT10M");

        later(Duration.ofMinutes(10));
        assertThat(engine.executed).hasSize(4).contains("call of e3 attempt 1", "call of e4 attempt 1");

        later(Duration.ofMinutes(10));
        assertThat(engine.executed).hasSize(5).contains("call of e5 attempt 1");
    }

    @Test
    void aLaterOneOfTheSameSubjectDoesNotOvertake() {
        for (int i = 1; i <= 3; i++) {
            engine.take(message("e" + i, "c1"));
        }
        engine.heedBells();
        later(Duration.ofMinutes(9));
        assertThat(engine.executed).containsExactly("call of e1 attempt 1", "call of e2 attempt 1");

        engine.take(message("e4", "c1"));
        later(Duration.ofMinutes(11));

        assertThat(engine.executed)
                .containsExactly(
                        "call of e1 attempt 1", "call of e2 attempt 1", "call of e3 attempt 1", "call of e4 attempt 1");
    }

    private void later(Duration duration) {
        engine.clock.advance(duration);
        engine.sweeper.sweep(true);
        engine.heedBells();
    }
}
