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
            new Tick(Duration.ofNanos(10), Duration.ofNanos(100), Duration.ofNanos(1), () -> now, nanos -> {
                slept.add(nanos);
                Runnable others = meanwhile;
                meanwhile = () -> {};
                others.run();
                now += nanos;
            });

    @Test
    void whoComesFirstOrAfterAPauseDoesNotWait() throws InterruptedException {
        tick.await();
        now += 10;
        tick.await();

        assertThat(slept).isEmpty();
    }

    @Test
    void allWhoComeWithinTheWhileBeginAtItsEnd() throws InterruptedException {
        tick.await();
        now += 4;
        meanwhile = () -> {
            now += 2;
            await(tick);
            now -= 6; // as it was for the first, who slept at the same time
        };
        tick.await();
        now += 1;
        tick.await();

        assertThat(slept).containsExactly(6L, 4L, 9L);
    }

    @Test
    void theWhileIsTheLongerTheMoreCame() throws InterruptedException {
        tick.came(20);
        tick.came(22);
        tick.await();
        tick.await();
        tick.came(1_000);
        tick.await();
        tick.await();

        assertThat(slept).containsExactly(42L, 10L, 100L);
    }

    private static void await(Tick tick) {
        try {
            tick.await();
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
