package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RungTest {
    private static final List<Long> ALL_THERE_IS_ROOM_FOR =
            LongStream.range(0, 100_000).boxed().toList();

    private final Rung rung = new Rung();

    @Test
    void eachIsTakenOnceInItsOrderAsFarAsThereArePlaces() throws Exception {
        rung.add(List.of(3L, 1L));
        rung.offer(List.of(2L, 3L));

        assertThat(rung.take(2, most -> most)).containsExactly(3L, 1L);
        assertThat(rung.take(2, most -> 0)).isEmpty();
        assertThat(rung.take(2, most -> most)).containsExactly(2L);
        assertThat(rung.take(2, most -> most)).isEmpty();
    }

    @Test
    void whatIsRungForWhileItIsClosedIsNotHeard() throws Exception {
        rung.add(List.of(1L, 2L));

        assertThat(rung.close()).containsExactly(1L, 2L);
        assertThat(rung.offer(List.of(3L))).isFalse();
        assertThat(rung.close()).isEmpty();
        rung.open();
        assertThat(rung.offer(List.of(4L))).isTrue();
        assertThat(rung.take(9, most -> most)).containsExactly(4L);
    }

    @Test
    void whoRingsForMoreThanThereIsRoomForWaitsUntilSomeAreTaken() throws Exception {
        rung.add(ALL_THERE_IS_ROOM_FOR);
        assertThat(rung.offer(List.of(100_000L))).isFalse();
        FutureTask<Void> ringing = ringing(100_000L);

        assertThat(rung.take(1, most -> most)).containsExactly(0L);
        ringing.get(20, TimeUnit.SECONDS);

        assertThat(rung.take(100_000, most -> most)).hasSize(100_000).endsWith(100_000L);
    }

    @Test
    void nobodyWaitsOnceItIsStopped() throws Exception {
        rung.add(ALL_THERE_IS_ROOM_FOR);
        FutureTask<Void> ringing = ringing(100_000L);

        rung.stop();

        ringing.get(20, TimeUnit.SECONDS);
    }

    /** Returns when it waits. */
    private FutureTask<Void> ringing(long run) {
        FutureTask<Void> ringing = new FutureTask<>(() -> {
            rung.add(List.of(run));
            return null;
        });
        Thread thread = new Thread(ringing);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return ringing;
    }
}
