package io.switchhook.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.LogLines;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectionTest {
    private final Reconnection reconnection = new Reconnection("q");

    @Test
    void waitsTwiceAsLongAfterEachTryUpToTenSeconds() {
        assertThat(Stream.generate(reconnection::pause).limit(6).map(Duration::toMillis))
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
    }

    @Test
    void whatWasConnectedIsTriedAgainSoon() {
        reconnection.pause();
        reconnection.pause();
        reconnection.succeeded();

        assertThat(reconnection.pause()).isEqualTo(Duration.ofMillis(500));
        assertThat(reconnection.pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void saysOnceThatTheQueueIsLostAndOnceThatItIsBack() {
        try (LogLines log = new LogLines(QueueReader.class)) {
            reconnection.succeeded();
            reconnection.failed(new IllegalStateException("no broker"));
            reconnection.failed(new IllegalStateException("no broker"));
            reconnection.succeeded();
            reconnection.succeeded();
            reconnection.failed(new IllegalStateException("no broker"));

            assertThat(log.lines())
                    .containsExactly(
                            "SWH1005 Queue q cannot be read and is tried again",
                            "SWH1006 Queue q is read again",
                            "SWH1005 Queue q cannot be read and is tried again");
        }
    }
}
