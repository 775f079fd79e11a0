package io.switchhook.engine;

import io.switchhook.commit.Tick;
import io.switchhook.jms.QueueReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Lets the readers of INBOUND begin at the same moment, so that what is there in all queues is stored together, which costs a fraction of
 * storing it alone.
 */
@ApplicationScoped
public class InboundTurn implements QueueReader.Turn {
    private final Tick tick = Tick.of(Duration.ofMillis(10));

    @Override
    public void begin() {
        tick.await();
    }

    /** So many events came together. */
    void came(int events) {
        tick.came(events);
    }
}
