package io.switchhook.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    /** Close to where nanoTime runs over. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

    @Test
    void letsABurstThroughAndThenAsManyAsComeEachSecond() {
        TokenBucket bucket = new TokenBucket(2, 3, nanos::get);

        assertThat(taken(bucket, 5)).isEqualTo(3);
        assertThat(bucket.take()).isEqualTo(Duration.ofMillis(500));
        advance(Duration.ofMillis(499));
        assertThat(taken(bucket, 1)).isZero();
        advance(Duration.ofMillis(1));
        assertThat(taken(bucket, 2)).isEqualTo(1);
        advance(Duration.ofSeconds(1));
        assertThat(taken(bucket, 5)).isEqualTo(2);
    }

    @Test
    void holdsNoMoreThanABurstHoweverLongNobodyCame() {
        TokenBucket bucket = new TokenBucket(1, 2, nanos::get);
        advance(Duration.ofDays(30));

        assertThat(taken(bucket, 10)).isEqualTo(2);
    }

    @Test
    void whatIsRefusedUsesNothingUp() {
        TokenBucket bucket = new TokenBucket(1, 1, nanos::get);
        taken(bucket, 1_000);
        advance(Duration.ofSeconds(1));

        assertThat(bucket.take()).isZero();
    }

    @Test
    void countsRightForManyThreads() throws InterruptedException {
        TokenBucket bucket = new TokenBucket(0.001, 1_000, nanos::get);
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
                taken.addAndGet(taken(bucket, 500));
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(taken).hasValue(1_000);
    }

    @Property
    void afterTheWaitItNamesThereIsOne(
            @ForAll @DoubleRange(min = 0.001, max = 100_000) @Scale(3) double rate,
            @ForAll @IntRange(min = 1, max = 50) int burst) {
        AtomicLong now = new AtomicLong();
        TokenBucket bucket = new TokenBucket(rate, burst, now::get);
        taken(bucket, burst);

        Duration wait = bucket.take();
        now.addAndGet(wait.toNanos());

        assertThat(wait).isPositive();
        assertThat(bucket.take()).isZero();
    }

    @Test
    void hasABoundedRateAndBurst() {
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 100_001}) {
            assertThatThrownBy(() -> new TokenBucket(rate, 1, nanos::get)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new TokenBucket(1, 0, nanos::get)).isInstanceOf(IllegalArgumentException.class);
    }

    private static int taken(TokenBucket bucket, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += bucket.take().isZero() ? 1 : 0;
        }
        return taken;
    }

    private void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}
