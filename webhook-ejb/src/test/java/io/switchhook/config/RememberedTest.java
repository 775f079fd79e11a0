package io.switchhook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<String> asked = new ArrayList<>();
    private Optional<String> value = Optional.of("one");
    private final Remembered remembered = new Remembered(this::lookup, Duration.ofNanos(10), time::get);

    private Optional<String> lookup(String key) {
        asked.add(key);
        return value;
    }

    @Test
    void asksOnceInAWhileForEachKey() {
        remembered.apply("a");
        remembered.apply("b");
        time.addAndGet(9);

        assertThat(remembered.apply("a")).contains("one");
        assertThat(asked).containsExactly("a", "b");
    }

    @Test
    void aChangedValueCountsWhenTheWhileIsOver() {
        remembered.apply("a");
        value = Optional.empty();
        time.addAndGet(10);

        assertThat(remembered.apply("a")).isEmpty();
    }

    @Test
    void aConfigurationThatIsTakenDownLeavesWhatWasKnown() {
        RuntimeException[] gone = {null};
        Remembered known = new Remembered(
                key -> {
                    if (gone[0] != null) {
                        throw gone[0];
                    }
                    return lookup(key);
                },
                Duration.ofNanos(10),
                time::get);
        known.apply("a");
        time.addAndGet(10);

        gone[0] = new IllegalStateException("UT015023: This Context has been already destroyed");
        assertThat(known.apply("a")).contains("one");
        assertThatThrownBy(() -> known.apply("b")).isSameAs(gone[0]);

        gone[0] = new NoSuchElementException("leads nowhere");
        time.addAndGet(10);
        assertThatThrownBy(() -> known.apply("a"))
                .as("a value that was made wrong is no old one")
                .isSameAs(gone[0]);
    }

    @Test
    void whatCannotBeToldIsAskedForAgain() {
        Remembered broken = new Remembered(
                key -> {
                    asked.add(key);
                    throw new NoSuchElementException(key);
                },
                Duration.ofNanos(10),
                time::get);

        assertThatThrownBy(() -> broken.apply("a")).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> broken.apply("a")).isInstanceOf(NoSuchElementException.class);
        assertThat(asked).hasSize(2);
    }
}
