package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.jms.Address;
import io.switchhook.jms.BrokerRefuses;
import io.switchhook.jms.KeptSession;
import io.switchhook.jms.KeptSessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Puts accepted events into INBOUND, one queue a partition. One send carries what several requests brought, one
 * message what they brought for a partition.
 *
 * <p>Tuned by the standard keys of MicroProfile Fault Tolerance, for example {@code
 * io.switchhook.intake.InboundQueue/send/Timeout/value}:
 *
 * <table>
 * <caption>Keys after {@code io.switchhook.intake.InboundQueue/send/}</caption>
 * <tr><td>{@code Timeout/value}</td><td>how long a send may take, in milliseconds; default 5000</td></tr>
 * <tr><td>{@code Retry/maxRetries}</td><td>how often it is repeated at once when the broker refuses or the connection fails;
 * default 1. Repeating is safe: an event is recognised by its id</td></tr>
 * <tr><td>{@code CircuitBreaker/requestVolumeThreshold}, {@code CircuitBreaker/failureRatio}</td><td>the broker is left alone when
 * this share of so many sends failed; default 0.5 of 20. A queue that refuses is no failure: the broker is there</td></tr>
 * <tr><td>{@code CircuitBreaker/delay}</td><td>for how long, in milliseconds; default 1000</td></tr>
 * </table>
 *
 * The same keys with {@code probe} instead of {@code send}: {@code Timeout/value}, default 3000.
 */
@ApplicationScoped
public class InboundQueue {
    private static final String QUEUE = "switchhook.inbound.";

    private final KeptSessions sessions;
    /** Partitions whose last message was refused. */
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();

    @Inject
    public InboundQueue(KeptSessions sessions) {
        this.sessions = sessions;
    }

    protected InboundQueue() { // for the CDI client proxy
        this(null);
    }

    /**
     * Keeps all letters or none: when this returns, the broker has them on disk.
     *
     * @throws BrokerUnavailable if the broker cannot be reached
     * @throws QueueRefuses if it is there and refuses
     */
    @Timeout(5_000)
    @Retry(maxRetries = 1, delay = 0, jitter = 0, retryOn = BrokerUnavailable.class)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1_000, skipOn = QueueRefuses.class)
    public void send(List<Letter> letters) {
        Set<Integer> partitions = letters.stream().map(Letter::partition).collect(Collectors.toSet());
        try {
            List<Letter> together = Letter.together(letters);
            if (together.size() == 1) {
                sessions.plainly(session -> send(session, together.get(0)));
            } else {
                sessions.inTransaction(session -> {
                    for (Letter letter : together) {
                        send(session, letter);
                    }
                });
            }
            refused.removeAll(partitions);
        } catch (JMSRuntimeException failed) {
            refused.addAll(partitions);
            throw unavailable(failed);
        }
    }

    /** Whether the last send to one of their partitions was refused. */
    public boolean hasRefused(List<Letter> letters) {
        return !refused.isEmpty() && letters.stream().anyMatch(letter -> refused.contains(letter.partition()));
    }

    /**
     * Finds out whether the broker is there and no partition is full. One that refused an event is sent a probe, an empty message
     * that its consumer passes over, until it takes one.
     *
     * @throws BrokerUnavailable if the broker cannot be reached, or a partition still refuses
     */
    @Timeout(3_000)
    public void probe() {
        try {
            sessions.check();
            for (int partition : List.copyOf(refused)) {
                sessions.plainly(session -> probe(session, partition));
                refused.remove(partition);
            }
        } catch (JMSRuntimeException failed) {
            throw unavailable(failed);
        }
    }

    private static void probe(KeptSession session, int partition) throws JMSException {
        session.send(
                Address.queue(QUEUE + partition),
                session.text(InboundMessage.PROBE),
                DeliveryMode.PERSISTENT,
                Duration.ZERO);
    }

    private static void send(KeptSession session, Letter letter) throws JMSException {
        session.send(
                Address.queue(QUEUE + letter.partition()),
                session.bytes(letter.text()),
                DeliveryMode.PERSISTENT,
                Duration.ZERO);
    }

    private static BrokerUnavailable unavailable(JMSRuntimeException failed) {
        String message = "INBOUND takes no events: " + failed.getMessage();
        return failed instanceof BrokerRefuses
                ? new QueueRefuses(message, failed)
                : new BrokerUnavailable(message, failed);
    }
}
