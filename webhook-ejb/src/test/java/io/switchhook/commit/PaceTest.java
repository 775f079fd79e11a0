package io.switchhook.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now = Long.MAX_VALUE - 7; // a clock of nanoseconds runs over
    private final List<Long> slept = new ArrayList<>();
    private final Pace pace = new Pace(Duration.ofNanos(10), () -> now, nanos -> {
        slept.add(nanos);
        now += nanos;
    });

    @Test
    void whoComesFirstDoesNotWait() throws InterruptedException {
        pace.await();

        assertThat(slept).isEmpty();
    }

    @Test
    void whoComesTooSoonWaitsForTheRestOfTheWhile() throws InterruptedException {
        pace.await();
        now += 4;
        pace.await();
        pace.await();

        assertThat(slept).containsExactly(6L, 10L);
    }

    @Test
    void whoComesAfterAPauseDoesNotWait() throws InterruptedException {
        pace.await();
        now += 10;
        pace.await();
        now += 1000;
        pace.await();

        assertThat(slept).isEmpty();
    }
}
