package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.RunRows;
import io.switchhook.store.RunRows.EventBell;
import io.switchhook.store.SweepRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Rings for runs, by their rows. */
@ApplicationScoped
public class Ringer {
    /** Characters of events after which a transaction ends. */
    private static final long PORTION = 4_000_000;

    private final Jdbi jdbi;
    private final Bells bells;
    private final SubscriberGate gate;
    private final Clock clock;

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

    /** Rings for runs of these events; the right to ring for them is the caller's. */
    void ring(Collection<EventBell> due, Map<Long, EventRecord> events) {
        Map<Long, String> texts = new HashMap<>();
        bells.ring(due.stream()
                .map(one -> ring(
                        one.bell(),
                        one.bell().kind() == RunKind.WORKFLOW
                                ? ""
                                : texts.computeIfAbsent(one.eventSeq(), seq -> text(events.get(seq)))))
                .toList());
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
     * broker has it: a run may be rung for twice, but none is forgotten.
     */
    void takeAndRing(Collection<Bell> due) {
        inPortions(due, (handle, bell) -> RunRows.takeBell(handle, bell.run(), clock.instant()));
    }

    /** Rings once more for runs that were rung for long ago. */
    void ringAgain(Collection<Bell> due) {
        inPortions(due, (handle, bell) -> SweepRows.rungAgain(handle, bell.run(), clock.instant()));
    }

    /** Takes the right to ring. */
    private interface Right {
        boolean taken(Handle handle, Bell bell);
    }

    /** As many in a transaction as their events leave room for: hundreds of large ones at once would fill the memory. */
    private void inPortions(Collection<Bell> due, Right right) {
        Iterator<Bell> rest = inOrderOfLocks(due).iterator();
        while (rest.hasNext()) {
            jdbi.useTransaction(handle -> {
                List<Ring> rings = new ArrayList<>();
                for (long characters = 0; rest.hasNext() && characters < PORTION; ) {
                    Bell bell = rest.next();
                    if (right.taken(handle, bell)) {
                        String event = event(handle, bell);
                        characters += event.length();
                        rings.add(ring(bell, event));
                    }
                }
                bells.ring(rings);
            });
        }
    }

    /** Everybody who takes several rows in one transaction takes them in this order, or two would wait for each other. */
    static List<Bell> inOrderOfLocks(Collection<Bell> bells) {
        return bells.stream().sorted(Comparator.comparingLong(Bell::run)).toList();
    }

    /** Rings for whoever is first in a line now, since the one before has ended. */
    void next(RunKind kind, String target, String line) {
        jdbi.withHandle(handle -> RunRows.firstOfLine(handle, kind, target, line))
                .ifPresent(this::next);
    }

    /** The same for several lines, of one workflow. */
    void next(RunKind kind, String workflow, Collection<String> lines) {
        Instant horizon = clock.instant().plus(InboundEngine.AHEAD);
        List<Bell> due = jdbi.withHandle(handle -> RunRows.firstOfLines(handle, kind, workflow, lines)).stream()
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

    private static String event(Handle handle, Bell bell) {
        return bell.kind() == RunKind.WORKFLOW
                ? ""
                : RunRows.find(handle, bell.run()).map(run -> text(run.event())).orElse("");
    }

    private Ring ring(Bell bell, String event) {
        Duration delay = Duration.between(clock.instant(), bell.due());
        Duration positive = delay.isNegative() ? Duration.ZERO : delay;
        if (bell.kind() == RunKind.WORKFLOW) {
            return new Ring.ForWorkflow(bell.run(), positive);
        }
        gate.published(bell.target());
        return new Ring.ForSubscriber(bell.run(), bell.target(), bell.tries() + 1, event, positive);
    }
}
