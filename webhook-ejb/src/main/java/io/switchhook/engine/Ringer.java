package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.jms.BrokerRefuses;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.LineRows;
import io.switchhook.store.LineRows.EventBell;
import io.switchhook.store.RunRows;
import io.switchhook.store.SweepRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Rings for runs, by their rows. */
@ApplicationScoped
public class Ringer {
    private static final Logger LOG = System.getLogger(Ringer.class.getName());

    /** Runs rung for in one transaction. */
    private static final int TOGETHER = 256;

    /** Characters of events after which a transaction ends. */
    private static final long PORTION = 4_000_000;

    private final Jdbi jdbi;
    private final Bells bells;
    private final SubscriberGate gate;
    private final Clock clock;
    private final AtomicBoolean full = new AtomicBoolean();

    @Inject
    public Ringer(Jdbi jdbi, Bells bells, SubscriberGate gate, Clock clock) {
        this.jdbi = jdbi;
        this.bells = bells;
        this.gate = gate;
        this.clock = clock;
    }

    protected Ringer() {
        this(null, null, null, null); // for the CDI client proxy
    }

    /**
     * Rings for runs of these events; the right to ring for them is the caller's. A broker that is full may be so of the messages that
     * brought the events: they must go, so nobody waits for it. The right to ring is given back, and the sweep rings when there is room.
     */
    void ring(Collection<EventBell> due, Map<Long, EventRecord> events) {
        Map<Long, String> texts = new HashMap<>();
        List<Ring> rings = due.stream()
                .map(one -> ring(
                        one.bell(),
                        one.bell().kind() == RunKind.WORKFLOW
                                ? ""
                                : texts.computeIfAbsent(one.eventSeq(), seq -> text(events.get(seq)))))
                .toList();
        if (!isTaken(() -> rung(rings))) {
            List<Bell> given = inOrderOfLocks(due.stream().map(EventBell::bell).toList());
            jdbi.useTransaction(handle -> given.forEach(bell -> RunRows.giveBellBack(handle, bell.run())));
        }
    }

    /** Whether a broker that is there has room for it; that it has none is said once, until it has taken a delivery. */
    private boolean isTaken(Supplier<List<Ring>> ringing) {
        try {
            if (ringing.get().stream().anyMatch(Ring.ForSubscriber.class::isInstance)) {
                full.set(false);
            }
            return true;
        } catch (BrokerRefuses refusal) {
            if (full.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "SWH1022 The broker takes no deliveries; they wait in the store: {0}",
                        refusal.getMessage());
            }
            return false;
        }
    }

    private List<Ring> rung(List<Ring> rings) {
        bells.ring(rings);
        return rings;
    }

    private static String text(EventRecord event) {
        return JsonText.text(event.toJson());
    }

    /** Rings for runs of one event; the right to ring for them is the caller's. */
    void ring(Collection<Bell> due, EventRecord event) {
        String text = text(event);
        bells.ring(due.stream().map(bell -> ring(bell, text)).toList());
    }

    /** Rings for runs of workflows; the right to ring for them is the caller's. */
    void ringForWorkflows(Collection<Bell> due) {
        bells.ring(due.stream().map(bell -> ring(bell, "")).toList());
    }

    /**
     * Rings for runs of any events where nobody has done so yet. The right to ring is given back if we die or fail before the
     * broker has it: a run may be rung for twice, but none is forgotten. Where the broker is full, the sweep tries again.
     */
    void takeAndRing(Collection<Bell> due) {
        inPortions(due, (handle, runs) -> RunRows.takeBells(handle, runs, clock.instant()));
    }

    /** Rings once more for runs that were rung for long ago. */
    void ringAgain(Collection<Bell> due) {
        inPortions(due, (handle, runs) -> SweepRows.rungAgain(handle, runs, clock.instant()));
    }

    /** Takes the right to ring. */
    private interface Right {
        /** For which of these runs, given in the order of locks. */
        List<Long> taken(Handle handle, List<Long> runs);
    }

    /** As many in a transaction as their events leave room for: hundreds of large ones at once would fill the memory. */
    private void inPortions(Collection<Bell> due, Right right) {
        for (List<Bell> portion : portions(inOrderOfLocks(due))) {
            if (!isTaken(() -> jdbi.inTransaction(handle -> ring(handle, portion, right)))) {
                return;
            }
        }
    }

    private List<Ring> ring(Handle handle, List<Bell> portion, Right right) {
        Set<Long> taken = Set.copyOf(
                right.taken(handle, portion.stream().map(Bell::run).distinct().toList()));
        List<Bell> ours =
                portion.stream().filter(bell -> taken.contains(bell.run())).toList();
        Map<Long, String> events = events(handle, ours);
        return rung(ours.stream()
                .map(bell -> ring(bell, events.getOrDefault(bell.run(), "")))
                .toList());
    }

    private List<List<Bell>> portions(List<Bell> inOrder) {
        List<Long> deliveries = deliveries(inOrder);
        Map<Long, Long> lengths =
                deliveries.size() < 2 ? Map.of() : jdbi.withHandle(handle -> RunRows.lengths(handle, deliveries));
        List<List<Bell>> portions = new ArrayList<>();
        long characters = PORTION;
        for (Bell bell : inOrder) {
            if (characters >= PORTION || portions.get(portions.size() - 1).size() == TOGETHER) {
                portions.add(new ArrayList<>());
                characters = 0;
            }
            portions.get(portions.size() - 1).add(bell);
            characters += lengths.getOrDefault(bell.run(), 0L);
        }
        return portions;
    }

    private static List<Long> deliveries(List<Bell> bells) {
        return bells.stream()
                .filter(bell -> bell.kind() == RunKind.SUBSCRIBER)
                .map(Bell::run)
                .toList();
    }

    /** The texts of the events of deliveries, by run. */
    private static Map<Long, String> events(Handle handle, List<Bell> bells) {
        List<Long> deliveries = deliveries(bells);
        return deliveries.isEmpty()
                ? Map.of()
                : RunRows.find(handle, deliveries).stream()
                        .collect(Collectors.toMap(ClaimedRun::id, run -> text(run.event())));
    }

    /** Everybody who takes several rows in one transaction takes them in this order, or two would wait for each other. */
    static List<Bell> inOrderOfLocks(Collection<Bell> bells) {
        return bells.stream().sorted(Comparator.comparingLong(Bell::run)).toList();
    }

    /** Rings for whoever is first in a line now, since the one before has ended. */
    void next(RunKind kind, String target, String line) {
        jdbi.withHandle(handle -> LineRows.firstOfLine(handle, kind, target, line))
                .ifPresent(this::next);
    }

    /** The same for several lines, of one workflow. */
    void next(RunKind kind, String workflow, Collection<String> lines) {
        Instant horizon = clock.instant().plus(InboundEngine.AHEAD);
        List<Bell> due = jdbi.withHandle(handle -> LineRows.firstOfLines(handle, kind, workflow, lines)).stream()
                .filter(first -> !first.due().isAfter(horizon))
                .toList();
        if (!due.isEmpty()) {
            takeAndRing(due);
        }
    }

    /** Rings for a run that is first in its line, if it is time and its subscriber may have it. */
    void next(Bell first) {
        boolean soon = !first.due().isAfter(clock.instant().plus(InboundEngine.AHEAD));
        if (soon && (first.kind() == RunKind.WORKFLOW || gate.admits(first.target()))) {
            takeAndRing(List.of(first));
        }
    }

    private Ring ring(Bell bell, String event) {
        Duration delay = Duration.between(clock.instant(), bell.due());
        Duration positive = delay.isNegative() ? Duration.ZERO : delay;
        if (bell.kind() == RunKind.WORKFLOW) {
            return new Ring.ForWorkflow(bell.run(), positive);
        }
        gate.published(bell.target(), event.length());
        return new Ring.ForSubscriber(bell.run(), bell.target(), bell.tries() + 1, event, positive);
    }
}
