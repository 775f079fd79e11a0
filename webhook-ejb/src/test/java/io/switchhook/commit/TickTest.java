package io.switchhook.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TickTest {
    private long now = Long.MAX_VALUE - 7; // a clock of nanoseconds runs over
    private final List<Long> slept = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final Tick tick =
            new Tick(Duration.ofNanos(10), Duration.ofNanos(100), Duration.ofNanos(1), () -> now, this::sleep);

    private void sleep(long nanos) {
        slept.add(nanos);
        Runnable others = meanwhile;
        meanwhile = () -> {};
        others.run();
        now += nanos;
    }

    @Test
    void whoComesFirstOrAfterAPauseDoesNotWait() {
        tick.await();
        now += 10;
        tick.await();

        assertThat(slept).isEmpty();
    }

    @Test
    void allWhoComeWithinTheWhileBeginAtItsEnd() {
        tick.await();
        now += 4;
        meanwhile = () -> {
            now += 2;
            tick.await();
            now -= 6; // as it was for the first, who slept at the same time
        };
        tick.await();
        now += 1;
        tick.await();

        assertThat(slept).containsExactly(6L, 4L, 9L);
    }

    @Test
    void theWhileIsTheLongerTheMoreCame() {
        tick.came(20);
        tick.came(22);
        tick.await();
        tick.await();
        tick.came(1_000);
        tick.await();
        tick.await();

        assertThat(slept).containsExactly(42L, 10L, 100L);
    }

    @Test
    void underLoadTheMomentsComeFiveTimesASecond() {
        Tick usual = Tick.of(Duration.ofMillis(10), () -> now, this::sleep);

        usual.await();
        usual.came(40);
        usual.await();
        usual.came(10_000);
        usual.await();
        usual.await();

        assertThat(slept.stream().map(Duration::ofNanos).map(Duration::toMillis))
                .containsExactly(10L, 40L, 200L);
    }

    @Test
    void whoIsToEndDoesNotWaitAndNoticesLater() {
        Tick interrupting = new Tick(Duration.ofDays(1), Duration.ofDays(1), Duration.ZERO, () -> now, nanos -> {
            throw new InterruptedException();
        });
        interrupting.await();

        interrupting.await();

        assertThat(Thread.interrupted()).isTrue();
    }
}
