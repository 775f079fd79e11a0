package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.store.Bell;
import io.switchhook.store.RunKind;
import io.switchhook.store.RunRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Rings for runs, by their rows. */
@ApplicationScoped
public class Ringer {
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

    /** Rings for runs of one event; the right to ring for them is the caller's. */
    void ring(Collection<Bell> due, EventRecord event) {
        String text = event.toJson().toString();
        bells.ring(due.stream().map(bell -> ring(bell, text)).toList());
    }

    /** Rings for runs of any events; the right to ring for them is the caller's. */
    void ring(Collection<Bell> due) {
        List<Ring> rings = new ArrayList<>();
        for (Bell bell : due) {
            if (bell.kind() == RunKind.WORKFLOW) {
                rings.add(ring(bell, ""));
            } else {
                jdbi.withHandle(handle -> RunRows.find(handle, bell.run()))
                        .ifPresent(
                                run -> rings.add(ring(bell, run.event().toJson().toString())));
            }
        }
        bells.ring(rings);
    }

    /** Takes the right to ring for these runs, rings for those where it was free. */
    void takeAndRing(Collection<Bell> due) {
        ring(due.stream()
                .filter(bell -> jdbi.inTransaction(handle -> RunRows.takeBell(handle, bell.run(), clock.instant())))
                .toList());
    }

    /** Rings for whoever is first in a line now, since the one before has ended. */
    void next(RunKind kind, String target, String line) {
        Optional<Bell> first = jdbi.withHandle(handle -> RunRows.firstOfLine(handle, kind, target, line));
        first.filter(bell -> !bell.due().isAfter(clock.instant().plus(InboundEngine.AHEAD)))
                .filter(bell -> kind == RunKind.WORKFLOW || gate.admits(target))
                .ifPresent(bell -> takeAndRing(List.of(bell)));
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
