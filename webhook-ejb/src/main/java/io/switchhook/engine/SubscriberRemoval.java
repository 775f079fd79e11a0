package io.switchhook.engine;

import io.switchhook.api.wire.Wire;
import io.switchhook.jms.KeptSessions;
import io.switchhook.store.RemovalRows;
import io.switchhook.store.RemovalRows.Stock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.JMSRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes subscribers that do not come back, with what waits for them. That it is being removed is written first, so that nothing more is kept for
 * it; then what waits is discarded, in small transactions, and the subscriber goes with the last of them. Whoever dies between leaves it to
 * the next round.
 */
@ApplicationScoped
public class SubscriberRemoval {
    /** How often a round is to be made. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    /** After that an order answers, and what is left is discarded in rounds. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int BATCH = 500;

    private static final Logger LOG = System.getLogger(SubscriberRemoval.class.getName());

    private final Jdbi jdbi;
    private final SubscriberGate gate;
    private final Consumer<String> unsubscribing;
    private final Clock clock;

    @Inject
    public SubscriberRemoval(Jdbi jdbi, SubscriberGate gate, KeptSessions sessions, Clock clock) {
        this(jdbi, gate, subscriber -> unsubscribe(sessions, subscriber), clock);
    }

    /** @param unsubscribing drops what the broker keeps for a subscriber */
    SubscriberRemoval(Jdbi jdbi, SubscriberGate gate, Consumer<String> unsubscribing, Clock clock) {
        this.jdbi = jdbi;
        this.gate = gate;
        this.unsubscribing = unsubscribing;
        this.clock = clock;
    }

    protected SubscriberRemoval() {
        this(null, null, subscriber -> {}, null); // for the CDI client proxy
    }

    /**
     * What came of an order.
     *
     * @param done whether it is carried out; if not, the subscriber is there, or there is more of it than was counted
     * @param stock what was there of it
     */
    public record Removal(boolean done, Stock stock) {}

    /** What a removal would discard now; empty if there is no such subscriber. */
    public Optional<Stock> preview(String subscriber) {
        return jdbi.inTransaction(handle -> RemovalRows.lock(handle, subscriber));
    }

    /**
     * Removes a subscriber that is not there; empty if there is none of this name.
     *
     * @param counted as many deliveries and dead letters as who orders has seen
     * @param by who orders
     */
    public Optional<Removal> remove(String subscriber, long counted, String by) {
        Optional<Removal> removal = jdbi.inTransaction(
                handle -> RemovalRows.lock(handle, subscriber).map(stock -> {
                    boolean done = !stock.present() && stock.count() <= counted;
                    if (done) {
                        RemovalRows.begin(handle, subscriber, by);
                    }
                    return new Removal(done, stock);
                }));
        if (removal.filter(Removal::done).isPresent()) {
            gate.closed(subscriber);
            discard(subscriber, by, clock.instant().plus(LONGEST));
        }
        return removal;
    }

    /** Goes on with what was begun, here or elsewhere. */
    void round() {
        jdbi.withHandle(RemovalRows::begun)
                .forEach((subscriber, by) ->
                        discard(subscriber, by, clock.instant().plus(LONGEST)));
    }

    /** What was published to it before and not answered; without this it would be gone after a quarter of an hour. */
    private static void unsubscribe(KeptSessions sessions, String subscriber) {
        try {
            sessions.plainly(session -> session.unsubscribe(Wire.SUBSCRIPTION_PREFIX + subscriber));
        } catch (JMSRuntimeException kept) {
            LOG.log(Level.DEBUG, "The broker keeps the subscription of " + subscriber, kept);
        }
    }

    private void discard(String subscriber, String by, Instant end) {
        unsubscribing.accept(subscriber);
        boolean more = true;
        while (more && clock.instant().isBefore(end)) {
            more = jdbi.inTransaction(handle -> {
                int discarded = RemovalRows.discardWaiting(handle, subscriber, by, clock.instant(), BATCH)
                        + RemovalRows.discardDeadLetters(handle, subscriber, BATCH);
                if (discarded == 0) {
                    RemovalRows.end(handle, subscriber);
                }
                return discarded > 0;
            });
        }
    }
}
