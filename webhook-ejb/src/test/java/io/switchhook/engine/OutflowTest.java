package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.engine.EngineFixture.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutflowTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock();
    private final Outflow outflow = new Outflow(clock);

    @Test
    void foretellsNothingWhereNothingCameFree() {
        assertThat(outflow.within(SECOND)).isZero();
    }

    @Test
    void foretellsAsMuchAsCameInAPeriod() {
        outflow.came(3);
        outflow.came(2);

        assertThat(outflow.within(SECOND)).isEqualTo(20);
        assertThat(outflow.within(Duration.ofMillis(50))).isEqualTo(1);
    }

    @Test
    void goesByThePeriodBeforeUntilMoreHasComeInThisOne() {
        outflow.came(5);
        clock.advance(Duration.ofMillis(250));
        outflow.came(1);
        assertThat(outflow.within(SECOND)).isEqualTo(20);

        outflow.came(6);
        assertThat(outflow.within(SECOND)).isEqualTo(28);
    }

    @Test
    void forgetsWhatWasLongAgo() {
        outflow.came(5);
        clock.advance(Duration.ofMillis(500));

        assertThat(outflow.within(SECOND)).isZero();
    }

    @Test
    void beginsAnewWhereTheClockIsSetBack() {
        outflow.came(5);
        clock.advance(Duration.ofMinutes(-1));

        assertThat(outflow.within(SECOND)).isZero();
        outflow.came(1);
        assertThat(outflow.within(SECOND)).isEqualTo(4);
    }
}
