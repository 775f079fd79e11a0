package io.switchhook.engine;

import io.switchhook.commit.Pace;
import io.switchhook.jms.QueueReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One queue of INBOUND is worked on at a time, in turn. What comes to the others meanwhile is stored together, which costs a fraction of
 * storing it alone, and the way in is left most of the processors. Whoever has to wait, or to try again, ends its turn first.
 */
@ApplicationScoped
public class InboundTurn implements QueueReader.Turn {
    /** From one turn to the next, at least. */
    private static final Duration APART = Duration.ofMillis(15);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Pace pace = Pace.of(APART);

    @Override
    public void begin() {
        lock.lock();
        try {
            pace.await();
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt(); // the work that follows will notice
        }
    }

    @Override
    public void end() {
        if (lock.isHeldByCurrentThread()) {
            lock.unlock();
        }
    }
}
