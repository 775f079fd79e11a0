package io.switchhook.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsTest {

    @Test
    void growTwofoldUpToTenSeconds() {
        Waits waits = new Waits();

        assertThat(IntStream.range(0, 8).mapToObj(i -> waits.next().toMillis()))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L, 10_000L);
    }

    @Test
    void beginAgainAfterSuccess() {
        Waits waits = new Waits();
        waits.next();
        waits.next();

        waits.reset();

        assertThat(waits.next()).isEqualTo(Duration.ofMillis(500));
    }
}
