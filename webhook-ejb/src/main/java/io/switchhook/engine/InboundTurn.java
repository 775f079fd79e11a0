package io.switchhook.engine;

import io.switchhook.commit.Tick;
import io.switchhook.jms.QueueReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Lets the readers of INBOUND begin at the same moment, so that what is there in all queues is stored together, which costs a fraction of
 * storing it alone; under load five times a second, which leaves the way in most of the processors.
 */
@ApplicationScoped
public class InboundTurn implements QueueReader.Turn {
    private final Tick tick = Tick.of(Duration.ofMillis(10), Duration.ofMillis(200), Duration.ofMillis(1));

    @Override
    public void begin() {
        await(tick);
    }

    static void await(Tick tick) {
        try {
            tick.await();
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt(); // the work that follows will notice
        }
    }

    /** So many events came together. */
    void came(int events) {
        tick.came(events);
    }
}
