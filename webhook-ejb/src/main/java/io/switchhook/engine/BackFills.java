package io.switchhook.engine;

import io.switchhook.api.wire.BackFill;
import io.switchhook.api.wire.Interest;
import io.switchhook.run.Lines;
import io.switchhook.run.NewRun;
import io.switchhook.run.NewRun.Standing;
import io.switchhook.run.RunKind;
import io.switchhook.store.BackFillRows;
import io.switchhook.store.BackFillRows.Known;
import io.switchhook.store.BackFillRows.Open;
import io.switchhook.store.BackFillRows.Past;
import io.switchhook.store.NewRunRows;
import io.switchhook.store.NewRunRows.Placed;
import io.switchhook.store.SubscriberRows;
import io.switchhook.tuning.Tuning;
import io.switchhook.workflow.Workflow.Ordering;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    private static final Logger LOG = System.getLogger(BackFills.class.getName());

    private final Jdbi jdbi;
    private final Deliveries deliveries;
    private final SubscriberGate gate;
    private final Supplier<Duration> retention;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public BackFills(Jdbi jdbi, Deliveries deliveries, SubscriberGate gate, Tuning tuning, NodeName node, Clock clock) {
        this(jdbi, deliveries, gate, tuning::retention, node, clock);
    }

    BackFills(
            Jdbi jdbi,
            Deliveries deliveries,
            SubscriberGate gate,
            Supplier<Duration> retention,
            NodeName node,
            Clock clock) {
        this.jdbi = jdbi;
        this.deliveries = deliveries;
        this.gate = gate;
        this.retention = retention;
        this.node = node;
        this.clock = clock;
    }

    protected BackFills() {
        this(null, null, null, (Supplier<Duration>) null, null, null); // for the CDI client proxy
    }

    /**
     * Takes an administrator's request; done once, however often it comes.
     *
     * @param by who asks
     */
    public Ordered ask(String subscriber, BackFill asked, String by) {
        return jdbi.inTransaction(handle -> {
            if (SubscriberRows.find(handle, subscriber).isEmpty()) {
                return new Ordered.Unknown();
            }
            Optional<Known> known = BackFillRows.find(handle, subscriber, asked.id());
            if (known.filter(before -> before.refused().isEmpty()).isPresent()) {
                return sameAs(known.get(), asked);
            }
            return begin(handle, subscriber, asked, by)
                    .<Ordered>map(Ordered.Refused::new)
                    .orElseGet(Ordered.Done::new);
        });
    }

    private static Ordered sameAs(Known known, BackFill asked) {
        return known.askedFor().equals(asked.described())
                ? new Ordered.Done()
                : new Ordered.Refused("id: " + asked.id() + " was used for " + known.askedFor()
                        + " already; allowed is one that was not used.");
    }

    /** Takes the request of a subscriber itself, which comes with every sign of its life. What is wrong with it is said once. */
    void asked(String subscriber, BackFill asked) {
        boolean done = jdbi.withHandle(handle -> BackFillRows.find(handle, subscriber, asked.id()))
                .filter(known -> known.refused().isEmpty() || known.askedFor().equals(asked.described()))
                .isPresent();
        if (!done) {
            String by = "subscriber " + subscriber;
            Optional<String> refused = jdbi.inTransaction(handle -> {
                Optional<String> why = begin(handle, subscriber, asked, by);
                why.ifPresent(text -> BackFillRows.insertRefused(handle, subscriber, asked, by, text, clock.instant()));
                return why;
            });
            refused.ifPresent(why -> LOG.log(
                    Level.WARNING,
                    "SWH2012 Subscriber {0} asks for past events that it cannot have, id {1}: {2}",
                    subscriber,
                    asked.id(),
                    why));
        }
    }

    /** @return what is wrong with it; empty if it was begun */
    private Optional<String> begin(Handle handle, String subscriber, BackFill asked, String by) {
        BackFillRows.delete(handle, subscriber, asked.id());
        Instant now = clock.instant();
        Duration kept = retention.get();
        Optional<Long> after;
        if (asked.since().isPresent()) {
            Instant since = asked.since().get();
            if (since.isAfter(now) || since.isBefore(now.minus(kept))) {
                return Optional.of("since: found " + since + ", allowed is " + now.minus(kept)
                        + " to now: events are kept for " + kept + " (switchhook.retention).");
            }
            after = BackFillRows.before(handle, since).or(() -> Optional.of(BackFillRows.last(handle)));
        } else {
            after = BackFillRows.place(handle, asked.after().orElse(""));
        }
        if (after.isEmpty()) {
            return Optional.of("after: no event has this id, or none any more: events are kept for " + kept
                    + " (switchhook.retention).");
        }
        BackFillRows.insert(handle, subscriber, asked, by, after.get(), now);
        return Optional.empty();
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
        long until = open.until().orElseGet(() -> BackFillRows.last(handle));
        List<Past> next = BackFillRows.next(handle, open, until, Math.min(room, BATCH));
        List<Past> wanted = next.stream()
                .filter(past -> interest.get().covers(past.topic(), past.source(), past.subject()))
                .toList();
        Map<Long, Integer> passes = BackFillRows.nextPasses(
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
