package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Tells what guards the queue from the outside: a time-out or an open breaker is a broker that is not available. */
final class GuardedInbox implements Inbox {
    private final InboundQueue queue;

    GuardedInbox(InboundQueue queue) {
        this.queue = queue;
    }

    @Override
    public void put(List<InboundMessage> messages) {
        try {
            queue.send(messages);
        } catch (CircuitBreakerOpenException spared) {
            throw new BrokerUnavailable("INBOUND is not tried now: its circuit breaker is open", spared);
        } catch (FaultToleranceException guarded) {
            throw new BrokerUnavailable("INBOUND takes no events: " + guarded, guarded);
        }
    }
}
