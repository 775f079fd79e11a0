package io.switchhook.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.switchhook.inbound.InboundMessage;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class InboundProbeTest {

    @Test
    void aProbeOfTheQueueIsPassedOver() {
        // without an engine or a store anything else would fail
        InboundConsumer consumer = new InboundConsumer(null, null, null, null, Clock.systemUTC(), () -> 1);

        assertThatCode(() -> consumer.consume("ID:1", InboundMessage.PROBE)).doesNotThrowAnyException();
    }
}
