package io.switchhook.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionWatchTest {
    private final Logger logger = Logger.getLogger(DefinitionWatch.class.getName());
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
    void anErrorNeitherEndsTheWatchNorFillsTheLog() {
        AtomicReference<Error> failure = new AtomicReference<>(new StackOverflowError());
        Runnable looks = new DefinitionWatch.Looks(() -> {
            if (failure.get() != null) {
                throw failure.get();
            }
        });

        looks.run();
        looks.run();
        assertThat(records.thrown).containsExactly(failure.get());

        failure.set(null);
        looks.run();
        failure.set(new StackOverflowError());
        looks.run();
        assertThat(records.thrown).hasSize(2).last().isSameAs(failure.get());
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
