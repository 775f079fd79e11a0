package io.switchhook.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepeatedTest {
    private final Logger logger = Logger.getLogger(Repeated.class.getName());
    private final Records records = new Records();

    @BeforeEach
    void listen() {
        logger.addHandler(records);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(records);
        logger.setUseParentHandlers(true);
    }

    @Test
    void anErrorNeitherEndsItNorFillsTheLog() {
        AtomicReference<Error> failure = new AtomicReference<>(new StackOverflowError());
        Repeated work = new Repeated(
                () -> {
                    if (failure.get() != null) {
                        throw failure.get();
                    }
                },
                "SWH0000 it failed");

        work.once();
        work.once();
        assertThat(records.thrown).containsExactly(failure.get());

        failure.set(null);
        work.once();
        failure.set(new StackOverflowError());
        work.once();
        assertThat(records.thrown).hasSize(2).last().isSameAs(failure.get());
    }

    @Test
    void theStopWaitsForWhatIsBeingDoneAndLetsNothingMoreBeDone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Repeated work = new Repeated(
                () -> {
                    begun.countDown();
                    awaitUninterrupted(go);
                    done.incrementAndGet();
                    throw new IllegalStateException("the stop has taken away what it needs");
                },
                "SWH0000 it failed");
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            work.start(scheduler, Duration.ZERO, Duration.ofMillis(1));
            begun.await();
            Thread stop = new Thread(work::stop);
            stop.start();
            while (stop.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(done).hasValue(0);

            go.countDown();
            stop.join();
            assertThat(done).hasValue(1);
            work.once();
            assertThat(done).hasValue(1);
            assertThat(records.thrown).isEmpty();
        } finally {
            scheduler.shutdownNow();
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** What was logged. */
    private static final class Records extends Handler {
        private final List<Throwable> thrown = new ArrayList<>();

        @Override
        public void publish(LogRecord record) {
            thrown.add(record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
