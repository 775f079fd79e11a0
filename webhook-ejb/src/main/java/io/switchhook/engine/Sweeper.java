package io.switchhook.engine;

import io.switchhook.store.AttemptRows;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.HeldRunRows;
import io.switchhook.store.RunRows;
import io.switchhook.store.SubscriberRows;
import io.switchhook.store.SweepRows;
import io.switchhook.trace.TraceId;
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
import org.jdbi.v3.core.Handle;
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

    /** Batches of one kind in a sweep: none is to last so long that claims run out meanwhile. */
    private static final int MOST_BATCHES = 20;

    /** A run that was under way when its process died so often may be what it dies of. */
    static final int MOST_INTERRUPTIONS = 10;

    private static final Logger LOG = System.getLogger(Sweeper.class.getName());

    private final Jdbi jdbi;
    private final Ringer ringer;
    private final SubscriberGate gate;
    private final SubscriberDesk desk;
    private final Claims claims;
    private final Tuning tuning;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public Sweeper(
            Jdbi jdbi,
            Ringer ringer,
            SubscriberGate gate,
            SubscriberDesk desk,
            Claims claims,
            Tuning tuning,
            NodeName node,
            Clock clock) {
        this.jdbi = jdbi;
        this.ringer = ringer;
        this.gate = gate;
        this.desk = desk;
        this.claims = claims;
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
        renewClaims(now.plus(Claims.TERM));
        jdbi.withHandle(handle -> SweepRows.orphans(handle, node.node(), node.life(), now, BATCH))
                .forEach(run -> free(run, now));
        if (first) {
            jdbi.useTransaction(SweepRows::forgetBells);
        }
        unrung(now.plus(InboundEngine.AHEAD));
        ringer.ringAgain(jdbi.withHandle(handle -> SweepRows.lost(handle, now.minus(LOST), BATCH)));
        subscribers(now);
        ringer.ringAgain(jdbi.withHandle(handle -> SweepRows.unanswered(handle, now.minus(UNANSWERED), BATCH)));
    }

    /** Keeps the claims of what is under way, and does nothing else. */
    void keepClaims() {
        renewClaims(clock.instant().plus(Claims.TERM));
    }

    private void renewClaims(Instant until) {
        // In the order of locks that everybody keeps.
        List<Long> held = claims.inHand().stream().sorted().toList();
        for (int from = 0; from < held.size(); from += BATCH) {
            List<Long> some = held.subList(from, Math.min(held.size(), from + BATCH));
            jdbi.useTransaction(handle -> SweepRows.renewClaims(handle, node.life(), some, until));
        }
    }

    private void unrung(Instant horizon) {
        int found = BATCH;
        for (int i = 0; found == BATCH && i < MOST_BATCHES; i++) {
            List<Bell> bells = jdbi.withHandle(handle -> SweepRows.unrung(handle, horizon, BATCH));
            ringer.takeAndRing(bells);
            found = bells.size();
        }
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

    /** A batch at a time; the subscriber itself goes with the last. Until then more may come for it. */
    private void forget(String subscriber, Duration timeToLive, Instant now) {
        String reason = "subscriber " + subscriber + " was not heard of for " + timeToLive;
        int given = 0;
        int batch = BATCH;
        for (int i = 0; batch == BATCH && i < MOST_BATCHES; i++) {
            batch = jdbi.inTransaction(handle -> {
                int count = SweepRows.giveUp(handle, subscriber, reason, now, BATCH);
                if (count < BATCH) {
                    SubscriberRows.forget(handle, subscriber);
                }
                return count;
            });
            given += batch;
        }
        LOG.log(Level.WARNING, "SWH2007 {0} deliveries are given up: {1}", given, reason);
    }

    private void free(long run, Instant now) {
        jdbi.inTransaction(handle -> RunRows.find(handle, run).filter(found -> free(handle, found, now)))
                .ifPresent(ended -> ringer.next(ended.kind(), ended.target(), ended.line()));
    }

    /**
     * The attempt under way when its owner died uses up no try, since nobody knows how it ended; but not for ever.
     *
     * @return whether that was the end of the run
     */
    private static boolean free(Handle handle, ClaimedRun run, Instant now) {
        if (SweepRows.interruptions(handle, run.id()) < MOST_INTERRUPTIONS) {
            if (SweepRows.free(handle, run, "an attempt was interrupted", now)) {
                interrupted(handle, run, now);
            }
            return false;
        }
        String reason = "the process died " + (MOST_INTERRUPTIONS + 1) + " times with an attempt under way";
        boolean ended = HeldRunRows.finish(handle, run, "failed", run.tries(), reason, now);
        if (ended) {
            interrupted(handle, run, now);
            DeadLetterRows.insert(handle, run, run.event(), "", "", reason, run.tries(), now);
            LOG.log(
                    Level.WARNING,
                    "SWH2002 Dead letter: workflow {0}, event {1}, trace {2}: {3}",
                    run.target(),
                    run.event().id(),
                    TraceId.logged(run.event().correlationId()),
                    reason);
        }
        return ended;
    }

    private static void interrupted(Handle handle, ClaimedRun run, Instant now) {
        String detail = "the process that made this attempt is gone";
        AttemptRows.insert(
                handle, List.of(new Attempt(run.id(), "", run.tries() + 1, "", "interrupted", detail, now, now)));
    }
}
