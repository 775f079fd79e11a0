package io.switchhook.engine;

import io.switchhook.duty.Duty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Has this node go off duty before it is stopped: it is not ready any more, reads no queues, begins with no run and gives back those that it
 * has not begun; what is under way it ends. Requests that reach it all the same are taken, since the broker keeps what they bring.
 */
@ApplicationScoped
public class NodeDrain {
    /** How long an order waits for the readers; who takes longer ends later. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(NodeDrain.class.getName());

    private final Duty duty;
    private final Readers readers;
    private final Workers workers;
    private final Claims claims;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public NodeDrain(Duty duty, Readers readers, Workers workers, Claims claims, NodeName node, Clock clock) {
        this.duty = duty;
        this.readers = readers;
        this.workers = workers;
        this.claims = claims;
        this.node = node;
        this.clock = clock;
    }

    protected NodeDrain() {
        this(null, null, null, null, null, null); // for the CDI client proxy
    }

    /** What a node does. */
    public enum State {
        /** It takes on work. */
        WORKING,
        /** It takes on none, and ends what is under way. */
        DRAINING,
        /** It does nothing, and can be stopped. */
        DRAINED
    }

    /**
     * What this node does.
     *
     * @param node its name
     * @param runs how many runs are in its hands
     * @param since when it was told to take on no more work; empty while it does
     */
    public record Overview(String node, State state, int runs, Optional<Instant> since) {}

    /** Ends this node's duty; harmless to repeat. Returns when its queues are not read any more, or after ten seconds. */
    public synchronized Overview drain() {
        if (duty.end(clock.instant())) {
            LOG.log(Level.INFO, "SWH1020 Node {0} is drained: it takes on no more work", node.node());
        }
        readers.stop(GRACE);
        workers.rest();
        return overview();
    }

    /** Takes up duty again; harmless to repeat. */
    public synchronized Overview resume() {
        if (duty.begin()) {
            workers.goOn();
            readers.startAgain();
            LOG.log(Level.INFO, "SWH1021 Node {0} takes on work again", node.node());
        }
        return overview();
    }

    public Overview overview() {
        int inHand = claims.inHand().size();
        Optional<Instant> since = duty.offSince();
        State state =
                since.isEmpty() ? State.WORKING : inHand == 0 && !readers.areReading() ? State.DRAINED : State.DRAINING;
        return new Overview(node.node(), state, inHand, since);
    }
}
