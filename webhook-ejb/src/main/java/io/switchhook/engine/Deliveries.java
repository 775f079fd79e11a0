package io.switchhook.engine;

import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import io.switchhook.api.wire.SubscriberReport.Returned;
import io.switchhook.retry.RetryDecision;
import io.switchhook.retry.RetrySettings;
import io.switchhook.run.RunKind;
import io.switchhook.store.AttemptRows;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.DeliveryRows;
import io.switchhook.store.DeliveryRows.Open;
import io.switchhook.store.HeldRunRows;
import io.switchhook.store.LineRows;
import io.switchhook.store.RunRows;
import io.switchhook.store.SweepRows;
import io.switchhook.trace.TraceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Deliveries to subscribers: hands them out, and notes what came of them. Everything may be told twice. */
@ApplicationScoped
public class Deliveries {
    private static final Logger LOG = System.getLogger(Deliveries.class.getName());

    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Supplier<RetrySettings> retry;
    private final Ringer ringer;
    private final SubscriberGate gate;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    public Deliveries(
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

    protected Deliveries() {
        this(null, null, null, null, null, null); // for the CDI client proxy
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

    /** Notes all that succeeded in one transaction, then rings for what stood behind them. */
    void delivered(List<Delivered> reports) {
        Map<Long, Integer> attempts = reports.stream()
                .collect(Collectors.toMap(Delivered::delivery, Delivered::attempt, (first, repeat) -> first));
        Set<Long> unwanted = reports.stream()
                .filter(report -> !report.observed())
                .map(Delivered::delivery)
                .collect(Collectors.toSet());
        List<Open> open =
                jdbi.inTransaction(handle -> DeliveryRows.succeed(handle, attempts, unwanted, clock.instant()));
        open.stream().filter(Open::ended).forEach(delivery -> gate.answered(delivery.subscriber()));
        open.stream()
                .collect(Collectors.groupingBy(Open::subscriber, Collectors.mapping(Open::line, Collectors.toSet())))
                .forEach(this::goOn);
        open.forEach(delivery -> attempts.remove(delivery.run()));
        attempts.keySet().forEach(this::goOnBehind);
    }

    /** Notes one that failed: it comes again later, or is given up. */
    void failed(Failed report) {
        Optional<ClaimedRun> found = unfinished(report.delivery());
        if (found.isEmpty()) {
            goOnBehind(report.delivery());
        } else if (found.get().tries() + 1 == report.attempt()) {
            failed(found.get(), report);
        }
    }

    /** Hands out again, as far as the subscriber may have it, what was not begun; that uses up no attempt. */
    void returned(Returned report) {
        unfinished(report.delivery())
                .filter(run -> run.tries() + 1 == report.attempt())
                .ifPresent(run -> {
                    gate.answered(run.target());
                    jdbi.useTransaction(handle -> RunRows.giveBellBack(handle, run.id()));
                    ringer.next(new Bell(run.id(), run.kind(), run.target(), run.tries(), clock.instant()));
                });
    }

    private void failed(ClaimedRun run, Failed report) {
        Instant now = clock.instant();
        RetryDecision decision = RetryDecision.next(retry.get(), report.attempt(), true, Optional.empty(), now, random);
        gate.answered(run.target());
        if (decision instanceof RetryDecision.Again again) {
            again(run, report, again.due(), now);
        } else if (decision instanceof RetryDecision.GiveUp giveUp) {
            giveUp(run, report, giveUp.reason(), now);
            goOn(run.target(), Set.of(run.line()));
        }
    }

    private void again(ClaimedRun run, Failed report, Instant due, Instant now) {
        boolean soon = !due.isAfter(now.plus(InboundEngine.AHEAD)) && gate.admits(run.target());
        jdbi.useTransaction(handle -> {
            if (HeldRunRows.postpone(handle, run, report.attempt(), due, soon, report.error(), now)) {
                AttemptRows.insert(handle, List.of(attempt(run, report, now)));
                if (soon) {
                    Bell again = new Bell(run.id(), run.kind(), run.target(), report.attempt(), due);
                    ringer.ring(List.of(again), run.event());
                }
            }
        });
    }

    private void giveUp(ClaimedRun run, Failed report, String why, Instant now) {
        String reason = report.error() + "; " + why;
        jdbi.useTransaction(handle -> {
            if (HeldRunRows.finish(handle, run, "failed", report.attempt(), reason, now)) {
                AttemptRows.insert(handle, List.of(attempt(run, report, now)));
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

    private static Attempt attempt(ClaimedRun run, Failed report, Instant now) {
        return new Attempt(run.id(), "", report.attempt(), run.target(), "failed", report.error(), now, now);
    }

    private Optional<ClaimedRun> unfinished(long run) {
        return jdbi.withHandle(handle -> RunRows.find(handle, run)).filter(found -> found.kind() == RunKind.SUBSCRIBER);
    }

    /** Rings for those that are first in freed lines now, as far as the subscriber may have them. */
    private void goOn(String subscriber, Set<String> lines) {
        Instant horizon = clock.instant().plus(InboundEngine.AHEAD);
        // Asked for once the lines are freed for all to see: what comes to stand in one from then on rings by itself.
        List<Bell> due =
                jdbi.withHandle(handle -> LineRows.firstOfLines(handle, RunKind.SUBSCRIBER, subscriber, lines)).stream()
                        .filter(first -> !first.due().isAfter(horizon))
                        .toList();
        int room = gate.room(subscriber);
        if (due.size() > room) {
            gate.heldBack(subscriber);
        }
        List<Bell> admitted = due.subList(0, Math.min(room, due.size()));
        if (!admitted.isEmpty()) {
            ringer.takeAndRing(admitted);
        }
        if (gate.drained(subscriber)) {
            handOut(subscriber);
        }
    }

    /** Whoever finished this run, by this report's first coming, may have died before the next was rung for. */
    private void goOnBehind(long finished) {
        jdbi.withHandle(handle -> LineRows.firstBehind(handle, finished)).ifPresent(ringer::next);
    }
}
