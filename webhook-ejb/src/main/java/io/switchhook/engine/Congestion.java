package io.switchhook.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Lets new events wait a moment, with the broker's messages that bring them, where places for their runs are about to come free. What is stored
 * without a place has to be rung for, claimed in a transaction of its own and read back, which costs the store several times as much; under
 * more load than the machine can bear that makes it bear still less. Nothing waits for what is slow: if too few places come free for
 * the moment to help, there is none.
 */
@ApplicationScoped
public class Congestion {
    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofMillis(5);

    private final Workers workers;
    private final SubscriberGate gate;
    private final Outages outages;

    @Inject
    public Congestion(Workers workers, SubscriberGate gate, Outages outages) {
        this.workers = workers;
        this.gate = gate;
        this.outages = outages;
    }

    protected Congestion() {
        this(null, null, null); // for the CDI client proxy
    }

    /**
     * Returns when there is room, or no hope of it soon.
     *
     * @param runs of workflows that want a place
     * @param events that each subscriber may be handed
     */
    void await(int runs, int events) {
        for (Duration left = LONGEST; isWorthWaiting(runs, events, left); left = left.minus(STEP)) {
            if (outages.pause(STEP)) {
                return;
            }
        }
    }

    private boolean isWorthWaiting(int runs, int events, Duration left) {
        return workers.willHaveRoom(runs, left) || gate.willHaveRoom(events, left);
    }
}
