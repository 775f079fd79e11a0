package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.engine.Storing.Stored;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.LineRows;
import io.switchhook.store.LineRows.EventBell;
import io.switchhook.store.RunRows;
import io.switchhook.workflow.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes events from INBOUND to their runs, those that came together in the same transactions: stores them with their runs, begins
 * what is due, rings for the rest in one JMS transaction. Each step may be the last before the process dies: the messages come again,
 * as long as they are not acknowledged, and then what the store holds of their runs says where to go on.
 */
@ApplicationScoped
public class InboundEngine {
    /** Bells are rung this long ahead; what is due later is found by the sweep. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Rules rules;
    private final SubscriberGate gate;
    private final Ringer ringer;
    private final Workers workers;
    private final Congestion congestion;
    private final Storing storing;
    private final Clock clock;

    @Inject
    public InboundEngine(
            Jdbi jdbi,
            Rules rules,
            SubscriberGate gate,
            Ringer ringer,
            Workers workers,
            Congestion congestion,
            Storing storing,
            Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.gate = gate;
        this.ringer = ringer;
        this.workers = workers;
        this.congestion = congestion;
        this.storing = storing;
        this.clock = clock;
    }

    protected InboundEngine() {
        this(null, null, null, null, null, null, null, null); // for the CDI client proxy
    }

    /** Does all of it, or fails for all; harmless to repeat. */
    void process(List<Arrival> arrivals) {
        Stored stored = store(arrivals);
        workers.begin(stored.claimed());
        // Said once more now that all can see it: somebody may have looked before.
        stored.heldBack().forEach(gate::heldBack);
        if (!stored.untold().isEmpty()) {
            ring(stored.bells(), stored.untold());
            if (stored.behind()) {
                ring(stoodUpMeanwhile(stored.untold()), stored.untold());
            }
        }
    }

    private Stored store(List<Arrival> arrivals) {
        Instant now = clock.instant();
        List<Incoming> incoming =
                arrivals.stream().map(arrival -> incoming(arrival, now)).toList();
        int runs = incoming.stream().mapToInt(one -> one.starts().size()).sum();
        congestion.await(runs, incoming.size());
        int reserved = workers.reserve(runs);
        int begun = 0;
        try {
            Stored stored = storing.store(incoming, reserved);
            begun = stored.claimed().size();
            return stored;
        } finally {
            workers.release(reserved - begun);
        }
    }

    private Incoming incoming(Arrival arrival, Instant now) {
        EventRecord event = arrival.message().event();
        return new Incoming(arrival, rules.starts(event, now), rules.awaited(event));
    }

    private void ring(List<EventBell> bells, Map<Long, EventRecord> events) {
        ringer.ring(bells, events);
    }

    /** Runs that were behind others when they were stored, and are first since the others ended meanwhile. */
    private List<EventBell> stoodUpMeanwhile(Map<Long, EventRecord> events) {
        Instant now = clock.instant();
        return jdbi.inTransaction(handle -> {
            List<EventBell> first = LineRows.firstOfLine(handle, events.keySet(), now.plus(AHEAD)).stream()
                    .filter(one -> admits(gate, one.bell()))
                    .toList();
            Set<Long> taken = Set.copyOf(RunRows.takeBells(
                    handle, first.stream().map(one -> one.bell().run()).toList(), now));
            return first.stream()
                    .filter(one -> taken.contains(one.bell().run()))
                    .toList();
        });
    }

    static boolean admits(SubscriberGate gate, Bell bell) {
        return bell.kind() == RunKind.WORKFLOW || gate.admits(bell.target());
    }
}
