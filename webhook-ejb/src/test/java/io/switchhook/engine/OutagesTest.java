package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.LogLines;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutagesTest {
    private final EngineFixture engine = new EngineFixture();
    private final Outages outages = engine.outages;
    private final LogLines log = new LogLines(Outages.class);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void goesOnWhenStoreAndBrokerAreThereAgain() {
        AtomicInteger away = new AtomicInteger(2);

        assertThat(outages.<String>outlast(() -> whenBack(away, "done"))).isEqualTo("done");

        assertThat(engine.waited).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
    }

    @Test
    void waitsLongerEachTimeUpToFiveSeconds() {
        AtomicInteger away = new AtomicInteger(9);

        outages.outlast(() -> whenBack(away, ""));

        assertThat(engine.waited)
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
    }

    @Test
    void saysOnceThatSomethingIsAwayAndOnceThatItIsBack() {
        AtomicInteger first = new AtomicInteger(5);
        outages.outlast(() -> whenBack(first, ""));
        outages.outlast(() -> "fine");

        assertThat(said()).containsExactly("SWH1001", "SWH1002");

        AtomicInteger second = new AtomicInteger(1);
        outages.outlast(() -> whenBack(second, ""));
        assertThat(said()).containsExactly("SWH1001", "SWH1002", "SWH1001", "SWH1002");
    }

    @Test
    void doesNotRepeatWorkThatIsToBlameItself() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> outages.outlast(() -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("nonsense");
                }))
                .hasMessage("nonsense");

        assertThat(tries).hasValue(1);
        assertThat(said()).isEmpty();
    }

    @Test
    void aWaitEndsWhenTheApplicationStops() {
        Outages real = new Outages();
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> real.outlast(() -> {
                    tries.incrementAndGet();
                    real.stop();
                    throw new JMSRuntimeException("gone");
                }))
                .isInstanceOf(Outages.Stopping.class)
                .hasCauseInstanceOf(JMSRuntimeException.class);

        assertThat(tries).hasValue(1);
    }

    @Test
    void aWaitEndsWhenItsThreadIsInterrupted() {
        Outages real = new Outages();

        assertThatThrownBy(() -> real.outlast(() -> {
                    Thread.currentThread().interrupt();
                    throw new JMSRuntimeException("gone");
                }))
                .isInstanceOf(Outages.Stopping.class);

        assertThat(Thread.interrupted()).as("the thread is still interrupted").isTrue();
    }

    private List<String> said() {
        return log.lines().stream().map(line -> line.substring(0, 7)).toList();
    }

    private static String whenBack(AtomicInteger away, String result) {
        if (away.getAndDecrement() > 0) {
            throw new JMSRuntimeException("gone");
        }
        return result;
    }
}
