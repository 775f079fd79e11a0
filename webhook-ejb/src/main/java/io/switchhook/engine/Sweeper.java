package io.switchhook.engine;

import io.switchhook.store.RunRows;
import io.switchhook.store.SubscriberRows;
import io.switchhook.store.SweepRows;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Looks after what bells alone would miss: waits of more than a minute, lost bells, claims of the dead, subscribers that went
 * without a word.
 */
@ApplicationScoped
public class Sweeper {
    /** How often it is to be run. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    /** A bell rung this long ago without effect is lost. */
    static final Duration LOST = Duration.ofSeconds(30);

    /** A delivery this old without an answer is published again: the broker's data may be gone. */
    static final Duration UNANSWERED = Duration.ofMinutes(15);

    /** A subscriber not heard of for so long is gone; it says that it is there every ten seconds. */
    private static final Duration SILENT = Duration.ofSeconds(35);

    private static final int BATCH = 500;

    private static final Logger LOG = System.getLogger(Sweeper.class.getName());

    private final Jdbi jdbi;
    private final Ringer ringer;
    private final SubscriberGate gate;
    private final SubscriberDesk desk;
    private final RunEngine runs;
    private final Tuning tuning;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public Sweeper(
            Jdbi jdbi,
            Ringer ringer,
            SubscriberGate gate,
            SubscriberDesk desk,
            RunEngine runs,
            Tuning tuning,
            NodeName node,
            Clock clock) {
        this.jdbi = jdbi;
        this.ringer = ringer;
        this.gate = gate;
        this.desk = desk;
        this.runs = runs;
        this.tuning = tuning;
        this.node = node;
        this.clock = clock;
    }

    protected Sweeper() {
        this(null, null, null, null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * Sweeps once.
     *
     * @param first whether this node has just started: bells are not kept over a restart, so none counts as rung
     */
    public void sweep(boolean first) {
        Instant now = clock.instant();
        jdbi.useTransaction(
                handle -> SweepRows.renewClaims(handle, node.life(), runs.inHand(), now.plus(RunEngine.CLAIM)));
        jdbi.withHandle(handle -> SweepRows.orphans(handle, node.node(), node.life(), now, BATCH))
                .forEach(run -> free(run, now));
        ringer.takeAndRing(jdbi.withHandle(handle -> SweepRows.unrung(handle, now.plus(InboundEngine.AHEAD), BATCH)));
        ringer.ringAgain(jdbi.withHandle(handle -> SweepRows.lost(handle, first ? now : now.minus(LOST), BATCH)));
        subscribers(now);
        ringer.ringAgain(jdbi.withHandle(handle -> SweepRows.unanswered(handle, now.minus(UNANSWERED), BATCH)));
    }

    private void subscribers(Instant now) {
        List<String> silent = jdbi.inTransaction(handle -> SubscriberRows.absentSince(handle, now.minus(SILENT)));
        silent.forEach(name -> LOG.log(
                Level.WARNING, "SWH2006 Subscriber {0} has not been heard of for {1}; its events wait", name, SILENT));
        Map<String, Integer> present = jdbi.withHandle(SubscriberRows::underWay);
        gate.refresh(present);
        present.keySet().forEach(desk::handOut);
        Duration timeToLive = tuning.subscriberTimeToLive();
        jdbi.withHandle(handle -> SubscriberRows.goneSince(handle, now.minus(timeToLive)))
                .forEach(name -> forget(name, timeToLive, now));
    }

    /** A batch at a time; the subscriber itself goes with the last. */
    private void forget(String subscriber, Duration timeToLive, Instant now) {
        String reason = "subscriber " + subscriber + " was not heard of for " + timeToLive;
        int given = jdbi.inTransaction(handle -> {
            int count = SweepRows.giveUp(handle, subscriber, reason, now, BATCH);
            if (count < BATCH) {
                SubscriberRows.forget(handle, subscriber);
            }
            return count;
        });
        LOG.log(Level.WARNING, "SWH2007 {0} deliveries are given up: {1}", given, reason);
    }

    /** The attempt under way when its owner died uses up no try, since nobody knows how it ended. */
    private void free(long run, Instant now) {
        jdbi.useTransaction(handle -> {
            RunRows.find(handle, run)
                    .ifPresent(found -> RunRows.insertAttempt(
                            handle,
                            run,
                            "",
                            found.tries() + 1,
                            "",
                            "interrupted",
                            "the process that made this attempt is gone",
                            now,
                            now));
            SweepRows.free(handle, run, "an attempt was interrupted", now);
        });
    }
}
