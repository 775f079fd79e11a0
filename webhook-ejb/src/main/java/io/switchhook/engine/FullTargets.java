package io.switchhook.engine;

import io.switchhook.store.Bell;
import io.switchhook.store.RunKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that wait for a target to have a call free, in the order they came. A hint in memory, like the bells: what is forgotten
 * here is found by the sweep.
 */
@ApplicationScoped
public class FullTargets {
    private static final Logger LOG = System.getLogger(FullTargets.class.getName());
    private static final int MOST_PARKED = 10_000;

    private final Ringer ringer;
    private final Clock clock;
    // Guarded by itself.
    private final Map<String, Parking> parked = new HashMap<>();

    private static final class Parking {
        private final LinkedHashSet<Long> runs = new LinkedHashSet<>();
        /** A call became free and nobody was there to take it: whoever parks next missed it. */
        private boolean missed;
    }

    @Inject
    public FullTargets(Ringer ringer, Clock clock) {
        this.ringer = ringer;
        this.clock = clock;
    }

    protected FullTargets() {
        this(null, null); // for the CDI client proxy
    }

    /** Lets a run wait until {@code target} has a call free. */
    void park(String target, long run) {
        boolean missed;
        synchronized (parked) {
            Parking parking = parked.computeIfAbsent(target, key -> new Parking());
            missed = parking.missed;
            parking.missed = false;
            if (!missed && parking.runs.size() < MOST_PARKED) {
                parking.runs.add(run);
            }
        }
        if (missed) {
            ring(run);
        }
    }

    /** Rings for the run that has waited longest, now that {@code target} has a call free. */
    void free(String target) {
        Optional<Long> next;
        synchronized (parked) {
            Parking parking = parked.computeIfAbsent(target, key -> new Parking());
            Iterator<Long> runs = parking.runs.iterator();
            next = runs.hasNext() ? Optional.of(runs.next()) : Optional.empty();
            if (next.isPresent()) {
                runs.remove();
            } else {
                parking.missed = true;
            }
            forgetIdle();
        }
        next.ifPresent(this::ring);
    }

    private void forgetIdle() {
        if (parked.size() > MOST_PARKED) {
            parked.values().removeIf(parking -> parking.runs.isEmpty());
        }
    }

    /** Forgets a run that found its way by itself: a call that becomes free must ring for one that still waits. */
    void left(long run) {
        synchronized (parked) {
            parked.values().forEach(parking -> parking.runs.remove(run));
        }
    }

    /** Never throws: this is called at the end of a call, whose outcome must not be lost with a hint. */
    private void ring(long run) {
        try {
            ringer.ringForWorkflows(List.of(new Bell(run, RunKind.WORKFLOW, "", 0, clock.instant())));
        } catch (RuntimeException brokerAway) {
            LOG.log(Level.DEBUG, "The sweep rings for run " + run + " later", brokerAway);
        }
    }
}
