package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.inbound.InboundMessage;
import io.switchhook.store.Bell;
import io.switchhook.store.EventRows;
import io.switchhook.store.RunKind;
import io.switchhook.store.RunRows;
import io.switchhook.workflow.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Takes one event from INBOUND to its runs: stores it with them in one database transaction, rings for them in one JMS
 * transaction, then marks it routed. Each step may be the last before the process dies: the message comes again, and the event's
 * state says where to go on.
 */
@ApplicationScoped
public class InboundEngine {
    /** Bells are rung this long ahead; what is due later is found by the sweep. */
    static final Duration AHEAD = Duration.ofMinutes(1);

    private final Jdbi jdbi;
    private final Rules rules;
    private final SubscriberGate gate;
    private final Ringer ringer;
    private final Clock clock;

    @Inject
    public InboundEngine(Jdbi jdbi, Rules rules, SubscriberGate gate, Ringer ringer, Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.gate = gate;
        this.ringer = ringer;
        this.clock = clock;
    }

    protected InboundEngine() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * What storing came to.
     *
     * @param routed nothing is left to do
     * @param bells runs to ring for, the right to do so taken
     * @param behind whether runs were left that wait behind others
     */
    private record Stored(long seq, boolean routed, List<Bell> bells, boolean behind) {}

    /**
     * Does all of it; harmless to repeat.
     *
     * @param messageId what the broker calls the message, the same when it gives it to us again
     */
    public void process(InboundMessage message, String messageId) {
        Stored stored = store(message, messageId);
        if (!stored.routed()) {
            ring(stored.bells(), message.event());
            if (stored.behind()) {
                ring(stoodUpMeanwhile(stored.seq()), message.event());
            }
            markRouted(stored.seq());
        }
    }

    private Stored store(InboundMessage message, String messageId) {
        Instant now = clock.instant();
        List<Rules.Start> starts = rules.starts(message.event(), now);
        return jdbi.inTransaction(handle -> {
            Optional<EventRows.Known> known =
                    EventRows.find(handle, message.event().id());
            if (known.isEmpty()) {
                return insert(handle, message, messageId, starts, now);
            }
            long seq = known.get().seq();
            if (known.get().state() == EventRows.State.ROUTED) {
                EventRows.countDuplicate(handle, seq, messageId, now);
                return new Stored(seq, true, List.of(), false);
            }
            // Found half done: whether its bells were heard is unknown, so all are rung again. Where a subscriber may
            // not have its delivery now, the right to ring is given back, for the moment in which it may.
            List<Bell> bells = new ArrayList<>();
            for (Bell bell : Ringer.inOrderOfLocks(RunRows.firstOfLine(handle, seq, now.plus(AHEAD)))) {
                if (admits(bell)) {
                    RunRows.takeBell(handle, bell.run(), now);
                    bells.add(bell);
                } else {
                    RunRows.giveBellBack(handle, bell.run());
                }
            }
            return new Stored(seq, false, bells, true);
        });
    }

    private Stored insert(
            Handle handle, InboundMessage message, String messageId, List<Rules.Start> starts, Instant now) {
        EventRecord event = message.event();
        long seq = EventRows.insert(handle, message, messageId);
        for (Rules.Start start : starts) {
            RunRows.insertWorkflow(
                    handle,
                    seq,
                    start.workflow().id(),
                    start.trigger(),
                    Lines.of(start.workflow(), event),
                    start.workflow().variables().toString(),
                    now.plus(start.delay()),
                    now);
        }
        int runs = starts.size() + RunRows.insertForSubscribers(handle, seq, Lines.of(event), now);
        if (runs == 0) {
            EventRows.markRouted(handle, seq);
            return new Stored(seq, true, List.of(), false);
        }
        List<Bell> bells = takeBells(handle, seq, now);
        return new Stored(seq, false, bells, bells.size() < runs);
    }

    /** Runs that were behind others when they were stored, and are first since the others ended meanwhile. */
    private List<Bell> stoodUpMeanwhile(long seq) {
        return jdbi.inTransaction(handle -> takeBells(handle, seq, clock.instant()));
    }

    private List<Bell> takeBells(Handle handle, long seq, Instant now) {
        return Ringer.inOrderOfLocks(RunRows.firstOfLine(handle, seq, now.plus(AHEAD))).stream()
                .filter(this::admits)
                .filter(bell -> RunRows.takeBell(handle, bell.run(), now))
                .toList();
    }

    private boolean admits(Bell bell) {
        return bell.kind() == RunKind.WORKFLOW || gate.admits(bell.target());
    }

    private void ring(List<Bell> bells, EventRecord event) {
        ringer.ring(bells, event);
    }

    private void markRouted(long seq) {
        jdbi.useHandle(handle -> EventRows.markRouted(handle, seq));
    }
}
