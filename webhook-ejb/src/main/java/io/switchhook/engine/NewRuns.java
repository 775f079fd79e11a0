package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.run.Ceilings;
import io.switchhook.run.NewRun;
import io.switchhook.run.RunPlan;
import io.switchhook.store.LineRows;
import io.switchhook.store.SubscriberRows;
import io.switchhook.store.SubscriberRows.Interested;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The runs that new events bring: of the workflows they start, and for the subscribers that want them. */
@ApplicationScoped
public class NewRuns {
    private final SubscriberGate gate;
    private final Ceilings ceilings = new Ceilings();

    @Inject
    public NewRuns(SubscriberGate gate) {
        this.gate = gate;
    }

    protected NewRuns() {
        this(null); // for the CDI client proxy
    }

    /**
     * The runs of each event.
     *
     * @param free how many may be claimed at birth
     */
    List<List<NewRun>> of(Handle handle, List<Incoming> fresh, int free, Instant now) {
        List<Interested> subscribers = SubscriberRows.all(handle);
        Set<String> subjects = fresh.stream()
                .filter(one -> !subscribers.isEmpty() || !one.starts().isEmpty())
                .map(one -> one.event().subject())
                .filter(subject -> !subject.isEmpty())
                .collect(Collectors.toSet());
        Set<RunPlan.Line> occupied = subjects.isEmpty() ? Set.of() : occupied(handle, subjects);
        RunPlan plan = new RunPlan(now, now.plus(InboundEngine.AHEAD), occupied, gate, ceilings, free);
        return fresh.stream()
                .map(one -> plan.of(one.event(), one.starts(), wanting(one.event(), subscribers)))
                .toList();
    }

    private static Set<RunPlan.Line> occupied(Handle handle, Set<String> subjects) {
        return LineRows.inLines(handle, subjects).stream()
                .map(one -> new RunPlan.Line(one.kind(), one.target(), one.line()))
                .collect(Collectors.toSet());
    }

    private static List<String> wanting(EventRecord event, List<Interested> subscribers) {
        return subscribers.stream()
                .filter(subscriber -> subscriber.interest().covers(event))
                .map(Interested::name)
                .toList();
    }
}
