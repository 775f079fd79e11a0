package io.switchhook.engine;

import io.switchhook.api.wire.Interest;
import io.switchhook.run.Lines;
import io.switchhook.run.NewRun;
import io.switchhook.run.NewRun.Standing;
import io.switchhook.run.RunKind;
import io.switchhook.store.BackFillRows;
import io.switchhook.store.BackFillRows.Open;
import io.switchhook.store.NewRunRows;
import io.switchhook.store.NewRunRows.Placed;
import io.switchhook.store.PastEventRows;
import io.switchhook.store.PastEventRows.Past;
import io.switchhook.store.SubscriberRows;
import io.switchhook.workflow.Workflow.Ordering;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives subscribers events of the past, those that their filters let through: each becomes a delivery, as of a replay, at the end of its
 * line. Only {@link #MOST} deliveries of a subscriber wait at a time, so what comes meanwhile stands behind no more than these. How far it has
 * come is written in the transaction that makes the deliveries: whoever dies leaves it to the next.
 */
@ApplicationScoped
public class BackFills {
    /** How often a round is to be made. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    /** Deliveries of past events that wait for one subscriber. */
    static final int MOST = 500;

    /**
     * So long after it was asked for it begins, with what is there then: an event that is being stored while a new subscriber registers is not kept
     * for it.
     */
    static final Duration SETTLED = Duration.ofSeconds(3);

    /** Events looked at in one transaction. */
    private static final int BATCH = 500;

    /** Transactions for one request in one round, where the filter lets little through. */
    private static final int BATCHES = 20;

    private final Jdbi jdbi;
    private final Deliveries deliveries;
    private final SubscriberGate gate;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public BackFills(Jdbi jdbi, Deliveries deliveries, SubscriberGate gate, NodeName node, Clock clock) {
        this.jdbi = jdbi;
        this.deliveries = deliveries;
        this.gate = gate;
        this.node = node;
        this.clock = clock;
    }

    protected BackFills() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    /** Goes on with all that are not done, as far as their subscribers may have more. */
    void round() {
        Map<Long, String> open = jdbi.withHandle(BackFillRows::open);
        open.forEach((id, subscriber) -> {
            int found = BATCH;
            for (int i = 0; found == BATCH && i < BATCHES && gate.room(subscriber) > 0; i++) {
                found = jdbi.inTransaction(handle -> BackFillRows.lock(handle, id)
                        .map(one -> step(handle, one))
                        .orElse(0));
            }
            deliveries.handOut(subscriber);
        });
    }

    /** @return how many events were looked at */
    private int step(Handle handle, Open open) {
        Instant now = clock.instant();
        Optional<Interest> interest = SubscriberRows.find(handle, open.subscriber());
        int room = MOST - BackFillRows.waiting(handle, open.subscriber(), MOST);
        if (interest.isEmpty() || room <= 0 || now.isBefore(open.askedAt().plus(SETTLED))) {
            return 0;
        }
        long until = open.until().orElseGet(() -> PastEventRows.last(handle));
        List<Past> next = PastEventRows.next(handle, open, until, Math.min(room, BATCH));
        List<Past> wanted = next.stream()
                .filter(past -> interest.get().covers(past.topic(), past.source(), past.subject()))
                .toList();
        Map<Long, Integer> passes = PastEventRows.nextPasses(
                handle, wanted.stream().map(Past::seq).toList(), open.subscriber(), open.askedAt());
        List<Placed> placed = wanted.stream()
                .filter(past -> passes.containsKey(past.seq()))
                .map(past -> new Placed(
                        past.seq(), delivery(open.subscriber(), past, now), passes.get(past.seq()), open.askedBy()))
                .toList();
        if (!placed.isEmpty()) {
            NewRunRows.insert(handle, placed, node.life(), now, now);
        }
        boolean all = next.size() < Math.min(room, BATCH);
        long at = all ? until : next.get(next.size() - 1).seq();
        BackFillRows.progress(handle, open.id(), at, until, placed.size(), all ? Optional.of(now) : Optional.empty());
        return next.size();
    }

    private static NewRun delivery(String subscriber, Past event, Instant now) {
        String line = Lines.of(Ordering.SUBJECT, event.subject(), event.id());
        return new NewRun(RunKind.SUBSCRIBER, subscriber, "", "", "", line, "{}", now, Standing.WAITING, "");
    }
}
