package io.switchhook.intake;

import io.switchhook.inbound.InboundMessage;
import io.switchhook.jms.Address;
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
 * Puts accepted events into INBOUND, one queue a partition.
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
 * this share of so many sends failed; default 0.5 of 20</td></tr>
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
     * Keeps all messages or none: when this returns, the broker has them on disk.
     *
     * @throws BrokerUnavailable if the broker cannot be reached or refuses
     */
    @Timeout(5_000)
    @Retry(maxRetries = 1, delay = 0, jitter = 0, retryOn = BrokerUnavailable.class)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1_000)
    public void send(List<InboundMessage> messages) {
        Set<Integer> partitions =
                messages.stream().map(InboundMessage::partition).collect(Collectors.toSet());
        try {
            if (messages.size() == 1) {
                sessions.plainly(session -> send(session, messages.get(0)));
            } else {
                sessions.inTransaction(session -> {
                    for (InboundMessage message : messages) {
                        send(session, message);
                    }
                });
            }
            refused.removeAll(partitions);
        } catch (JMSRuntimeException failed) {
            refused.addAll(partitions);
            throw unavailable(failed);
        }
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
                sessions.plainly(session -> send(session, partition, InboundMessage.PROBE));
                refused.remove(partition);
            }
        } catch (JMSRuntimeException failed) {
            throw unavailable(failed);
        }
    }

    private static void send(KeptSession session, InboundMessage message) throws JMSException {
        send(session, message.partition(), message.toText());
    }

    private static void send(KeptSession session, int partition, String text) throws JMSException {
        session.send(Address.queue(QUEUE + partition), session.text(text), DeliveryMode.PERSISTENT, Duration.ZERO);
    }

    private static BrokerUnavailable unavailable(JMSRuntimeException failed) {
        return new BrokerUnavailable("INBOUND takes no events: " + failed.getMessage(), failed);
    }
}
