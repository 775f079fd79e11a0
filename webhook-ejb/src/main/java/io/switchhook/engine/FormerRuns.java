package io.switchhook.engine;

import io.switchhook.engine.Wakes.Wake;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.LineRows;
import io.switchhook.store.LineRows.EventBell;
import io.switchhook.store.RunRows;
import io.switchhook.store.WaitRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Runs that go on because of what is being stored: they wait for it, or they are of events that are brought again by their messages, and were
 * perhaps left half done.
 */
@ApplicationScoped
public class FormerRuns {
    private final SubscriberGate gate;
    private final Wakes wakes;

    @Inject
    public FormerRuns(SubscriberGate gate, Wakes wakes) {
        this.gate = gate;
        this.wakes = wakes;
    }

    protected FormerRuns() {
        this(null, null); // for the CDI client proxy
    }

    /** Takes the locks of those that may be waited for; to be called before other rows are taken. */
    void lock(Handle handle, List<Incoming> incoming) {
        wakes.lock(handle, incoming);
    }

    /**
     * Wakes those that wait for what is new, and rings again for the half done; rows are taken in the order of runs.
     *
     * @param halfDone events, by their places in the order of events; whether the bells of their runs were heard is unknown, so all are
     *     rung again
     * @param stored what is new
     * @return the bells to be rung, the right to do so taken, each with the event it is rung for
     */
    List<EventBell> goOn(Handle handle, List<Long> halfDone, List<Wakes.Stored> stored, Instant now) {
        SortedMap<Long, Supplier<Optional<EventBell>>> byRun = new TreeMap<>();
        firstOf(handle, halfDone, now).forEach(first -> byRun.put(first.bell().run(), () -> again(handle, first, now)));
        wakes.of(handle, stored).forEach(wake -> byRun.put(wake.run(), () -> wake(handle, wake, now)));
        return byRun.values().stream().flatMap(one -> one.get().stream()).toList();
    }

    private static List<EventBell> firstOf(Handle handle, List<Long> halfDone, Instant now) {
        return halfDone.isEmpty() ? List.of() : LineRows.firstOfLine(handle, halfDone, now.plus(InboundEngine.AHEAD));
    }

    /** Where a subscriber may not have its delivery now, the right to ring is given back, for the moment in which it may. */
    private Optional<EventBell> again(Handle handle, EventBell first, Instant now) {
        long run = first.bell().run();
        if (!InboundEngine.admits(gate, first.bell())) {
            RunRows.giveBellBack(handle, run);
            return Optional.empty();
        }
        RunRows.takeBells(handle, List.of(run), now);
        return Optional.of(first);
    }

    /** One that is being worked on finds out by itself. */
    private static Optional<EventBell> wake(Handle handle, Wake wake, Instant now) {
        long seq = wake.by().seq();
        if (!WaitRows.arrived(handle, wake.run(), seq) || !RunRows.wake(handle, wake.run(), now)) {
            return Optional.empty();
        }
        return Optional.of(new EventBell(seq, new Bell(wake.run(), RunKind.WORKFLOW, wake.workflow(), 1, now)));
    }
}
