package io.switchhook.intake;

import io.switchhook.commit.GroupCommit;
import io.switchhook.commit.Pace;
import io.switchhook.inbound.InboundMessage;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/**
 * Sends together what comes at the same time, so that one transaction, and one guard around it, does for all. What is for a partition
 * that refused its last goes alone, and so costs the others nothing.
 *
 * <p>It tells what guards the queue from the outside: a time-out or an open breaker is a broker that is not available.
 */
final class GuardedInbox implements Inbox {
    private static final GroupCommit.Limits TOGETHER = new GroupCommit.Limits(2, 128, 4_000_000);
    /** What a message weighs besides its characters, so that a transaction has no more than some thousand. */
    private static final int MESSAGE_WEIGHT = 1_000;

    private final InboundQueue queue;
    private final GroupCommit<List<Letter>> together;

    GuardedInbox(InboundQueue queue) {
        this(queue, TOGETHER);
    }

    GuardedInbox(InboundQueue queue, GroupCommit.Limits limits) {
        this.queue = queue;
        this.together = new GroupCommit<>(
                requests -> queue.send(requests.stream().flatMap(List::stream).toList()),
                GuardedInbox::weight,
                limits,
                Pace.NONE);
    }

    @Override
    public void put(List<InboundMessage> messages) {
        List<Letter> letters = messages.stream().map(Letter::of).toList();
        try {
            if (queue.hasRefused(letters)) {
                queue.send(letters);
            } else {
                together.commit(letters);
            }
        } catch (CircuitBreakerOpenException spared) {
            throw new BrokerUnavailable("INBOUND is not tried now: its circuit breaker is open", spared);
        } catch (FaultToleranceException guarded) {
            throw new BrokerUnavailable("INBOUND takes no events: " + guarded, guarded);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("INBOUND takes no events: " + stopping.getMessage(), stopping);
        }
    }

    private static long weight(List<Letter> request) {
        return request.stream()
                .mapToLong(letter -> MESSAGE_WEIGHT + letter.text().length())
                .sum();
    }
}
