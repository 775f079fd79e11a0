package io.switchhook.engine;

import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.target.Targets;
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
import java.util.Set;

/**
 * Runs that wait for a target to have room for a call, in the order they came. A hint in memory, like the bells: what is
 * forgotten here is found by the sweep.
 */
@ApplicationScoped
public class FullTargets {
    private static final int MOST_PARKED = 100_000;
    private static final Logger LOG = System.getLogger(FullTargets.class.getName());

    private final Ringer ringer;
    private final Targets targets;
    private final Clock clock;
    // Both guarded by the first.
    private final Map<String, Set<Long>> parked = new HashMap<>();
    private final Map<Long, String> places = new HashMap<>();

    @Inject
    public FullTargets(Ringer ringer, Targets targets, Clock clock) {
        this.ringer = ringer;
        this.targets = targets;
        this.clock = clock;
    }

    protected FullTargets() {
        this(null, null, null); // for the CDI client proxy
    }

    /** Lets a run wait until {@code target} has room for a call; if it has by now, the first who waits is rung for at once. */
    void park(String target, long run) {
        synchronized (parked) {
            if (places.size() < MOST_PARKED) {
                places.put(run, target);
                parked.computeIfAbsent(target, key -> new LinkedHashSet<>()).add(run);
            }
        }
        targets.waitFor(target);
    }

    /** A run that was rung for by somebody else does not wait any more: a bell for it would be lost for the others. */
    void leave(long run) {
        synchronized (parked) {
            String target = places.remove(run);
            if (target != null) {
                parked.computeIfPresent(target, (key, runs) -> without(run, runs));
            }
        }
    }

    /** Rings for the run that has waited longest, now that {@code target} has room for a call; whether there was one. */
    boolean free(String target) {
        long next;
        synchronized (parked) {
            Iterator<Long> runs = parked.getOrDefault(target, Set.of()).iterator();
            if (!runs.hasNext()) {
                return false;
            }
            next = runs.next();
            leave(next);
        }
        return ring(next);
    }

    private static Set<Long> without(long run, Set<Long> runs) {
        runs.remove(run);
        return runs.isEmpty() ? null : runs;
    }

    private boolean ring(long run) {
        try {
            ringer.ringForWorkflows(List.of(new Bell(run, RunKind.WORKFLOW, "", 0, clock.instant())));
            return true;
        } catch (RuntimeException unheard) {
            // The call that has just ended must be recorded all the same.
            LOG.log(Level.DEBUG, "No bell for run " + run + "; the sweep rings for it", unheard);
            return false;
        }
    }
}
