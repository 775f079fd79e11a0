package io.switchhook.engine;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.retry.RetryDecision;
import io.switchhook.retry.RetrySettings;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.RunRows;
import io.switchhook.store.SubscriberRows;
import io.switchhook.store.SweepRows;
import io.switchhook.trace.TraceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Hears what subscribers say: who is there, and what came of each delivery. Every report may come twice. */
@ApplicationScoped
public class SubscriberDesk {
    private static final Logger LOG = System.getLogger(SubscriberDesk.class.getName());

    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Supplier<RetrySettings> retry;
    private final Ringer ringer;
    private final SubscriberGate gate;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    public SubscriberDesk(
            Jdbi jdbi,
            Supplier<RetrySettings> retry,
            Ringer ringer,
            SubscriberGate gate,
            Clock clock,
            RandomGenerator random) {
        this.jdbi = jdbi;
        this.retry = retry;
        this.ringer = ringer;
        this.gate = gate;
        this.clock = clock;
        this.random = random;
    }

    protected SubscriberDesk() {
        this(null, null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * Acts on a report; harmless to repeat. That a report has come before is seen by its run alone: after a death the broker does
     * not say so.
     */
    public void hear(SubscriberReport report) {
        if (report instanceof SubscriberReport.Present) {
            present(report.subscriber());
        } else if (report instanceof SubscriberReport.Absent) {
            jdbi.useTransaction(handle -> SubscriberRows.absent(handle, report.subscriber()));
            gate.closed(report.subscriber());
        } else if (report instanceof SubscriberReport.Delivered delivered) {
            delivered(delivered);
        } else if (report instanceof SubscriberReport.Failed failed) {
            failed(failed);
        }
    }

    private void present(String subscriber) {
        try {
            seen(subscriber);
        } catch (UnableToExecuteStatementException collided) {
            // Two first signs of life at the same moment, on two threads or nodes: now the other's row is there.
            seen(subscriber);
        }
        gate.opened(subscriber);
        handOut(subscriber);
    }

    private void seen(String subscriber) {
        jdbi.useTransaction(handle -> SubscriberRows.seen(handle, subscriber, clock.instant()));
    }

    /** Hands a subscriber what waits for it, as much as it may have. */
    void handOut(String subscriber) {
        int room = gate.room(subscriber);
        if (room > 0) {
            Instant horizon = clock.instant().plus(InboundEngine.AHEAD);
            int most = Math.min(room, BATCH);
            List<Bell> waiting = jdbi.withHandle(handle -> SweepRows.unrung(handle, subscriber, horizon, most));
            if (waiting.size() == most) {
                gate.heldBack(subscriber);
            }
            ringer.takeAndRing(waiting);
        }
    }

    private void delivered(SubscriberReport.Delivered report) {
        Optional<ClaimedRun> found = unfinished(report.delivery());
        found.ifPresent(run -> {
            Instant now = clock.instant();
            boolean first = jdbi.inTransaction(handle -> {
                boolean mine = RunRows.finish(handle, run, "succeeded", report.attempt(), "", now);
                if (mine) {
                    RunRows.insertAttempt(handle, run.id(), "", report.attempt(), run.target(), "done", "", now, now);
                }
                return mine;
            });
            if (first) {
                gate.answered(run.target());
            }
        });
        found.ifPresentOrElse(this::goOn, () -> goOnBehind(report.delivery()));
    }

    private void failed(SubscriberReport.Failed report) {
        Optional<ClaimedRun> found = unfinished(report.delivery());
        if (found.isEmpty()) {
            goOnBehind(report.delivery());
        } else if (found.get().tries() + 1 == report.attempt()) {
            failed(found.get(), report);
        }
    }

    private void failed(ClaimedRun run, SubscriberReport.Failed report) {
        Instant now = clock.instant();
        RetryDecision decision = RetryDecision.next(retry.get(), report.attempt(), true, Optional.empty(), now, random);
        gate.answered(run.target());
        if (decision instanceof RetryDecision.Again again) {
            again(run, report, again.due(), now);
        } else if (decision instanceof RetryDecision.GiveUp giveUp) {
            giveUp(run, report, giveUp.reason(), now);
            goOn(run);
        }
    }

    private void again(ClaimedRun run, SubscriberReport.Failed report, Instant due, Instant now) {
        boolean soon = !due.isAfter(now.plus(InboundEngine.AHEAD)) && gate.admits(run.target());
        jdbi.useTransaction(handle -> {
            if (RunRows.postpone(handle, run, report.attempt(), due, soon, report.error(), now)) {
                RunRows.insertAttempt(
                        handle, run.id(), "", report.attempt(), run.target(), "failed", report.error(), now, now);
                if (soon) {
                    Bell again = new Bell(run.id(), run.kind(), run.target(), report.attempt(), due);
                    ringer.ring(List.of(again), run.event());
                }
            }
        });
    }

    private void giveUp(ClaimedRun run, SubscriberReport.Failed report, String why, Instant now) {
        String reason = report.error() + "; " + why;
        jdbi.useTransaction(handle -> {
            if (RunRows.finish(handle, run, "failed", report.attempt(), reason, now)) {
                RunRows.insertAttempt(
                        handle, run.id(), "", report.attempt(), run.target(), "failed", report.error(), now, now);
                DeadLetterRows.insert(handle, run, run.event(), "", run.target(), reason, report.attempt(), now);
            }
        });
        LOG.log(
                Level.WARNING,
                "SWH2003 Dead letter: subscriber {0}, event {1}, trace {2}: {3}",
                run.target(),
                run.event().id(),
                TraceId.logged(run.event().correlationId()),
                reason);
    }

    private Optional<ClaimedRun> unfinished(long run) {
        return jdbi.withHandle(handle -> RunRows.find(handle, run)).filter(found -> found.kind() == RunKind.SUBSCRIBER);
    }

    private void goOn(ClaimedRun finished) {
        ringer.next(finished.kind(), finished.target(), finished.line());
        if (gate.drained(finished.target())) {
            handOut(finished.target());
        }
    }

    /** Whoever finished this run, by this report's first coming, may have died before the next was rung for. */
    private void goOnBehind(long finished) {
        jdbi.withHandle(handle -> RunRows.firstBehind(handle, finished)).ifPresent(ringer::next);
    }
}
