package io.switchhook.engine;

import io.switchhook.api.wire.BackFill;
import io.switchhook.store.BackFillRows;
import io.switchhook.store.BackFillRows.Known;
import io.switchhook.store.Outage;
import io.switchhook.store.PastEventRows;
import io.switchhook.store.SubscriberRows;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Takes requests for events of the past, each once, or refuses them; {@link BackFills} carries them out. */
@ApplicationScoped
public class PastRequests {
    private static final Logger LOG = System.getLogger(PastRequests.class.getName());

    private final Jdbi jdbi;
    private final Supplier<Duration> retention;
    private final Clock clock;

    @Inject
    public PastRequests(Jdbi jdbi, Tuning tuning, Clock clock) {
        this(jdbi, tuning::retention, clock);
    }

    PastRequests(Jdbi jdbi, Supplier<Duration> retention, Clock clock) {
        this.jdbi = jdbi;
        this.retention = retention;
        this.clock = clock;
    }

    protected PastRequests() {
        this(null, (Supplier<Duration>) null, null); // for the CDI client proxy
    }

    /**
     * Takes an administrator's request; done once, however often it comes.
     *
     * @param by who asks
     */
    public Ordered ask(String subscriber, BackFill asked, String by) {
        try {
            return askOnce(subscriber, asked, by);
        } catch (UnableToExecuteStatementException collided) {
            // Two at the same moment: now the other's row is there.
            return askOnce(subscriber, asked, by);
        }
    }

    private Ordered askOnce(String subscriber, BackFill asked, String by) {
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
        boolean known = jdbi.withHandle(handle -> BackFillRows.find(handle, subscriber, asked.id()))
                .filter(before ->
                        before.refused().isEmpty() || before.askedFor().equals(asked.described()))
                .isPresent();
        if (!known) {
            try {
                take(subscriber, asked);
            } catch (UnableToExecuteStatementException collided) {
                if (Outage.caused(collided)) {
                    throw collided;
                }
                LOG.log(Level.DEBUG, "Another server was told the same at the same moment", collided);
            }
        }
    }

    private void take(String subscriber, BackFill asked) {
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
            after = PastEventRows.before(handle, since).or(() -> Optional.of(PastEventRows.last(handle)));
        } else {
            after = PastEventRows.place(handle, asked.after().orElse(""));
        }
        if (after.isEmpty()) {
            return Optional.of("after: no event has this id, or none any more: events are kept for " + kept
                    + " (switchhook.retention).");
        }
        BackFillRows.insert(handle, subscriber, asked, by, after.get(), now);
        return Optional.empty();
    }
}
