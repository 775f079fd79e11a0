package io.switchhook.engine;

import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs that wait for a target to have room for a call, in the order they came. Some keep their claim and go on when it is their turn;
 * the others, where many wait, have given it up and are rung for. That is a hint in memory, like the bells: what is forgotten
 * here is found by the sweep.
 */
@ApplicationScoped
public class FullTargets {
    private static final int MOST_PARKED = 100_000;

    /** Runs that keep their claim, and with it a place among the workers', so that some places are left for other targets. */
    private static final int MOST_KEPT = 1_800;

    private static final int MOST_KEPT_OF_TARGET = 1_500;
    private static final Logger LOG = System.getLogger(FullTargets.class.getName());

    private final Ringer ringer;
    private final Targets targets;
    private final Clock clock;
    // These three guarded by the first.
    private final Map<String, Set<Long>> parked = new HashMap<>();
    private final Map<Long, String> places = new HashMap<>();
    private final Map<Long, ClaimedRun> kept = new HashMap<>();
    private volatile Consumer<ClaimedRun> resume;

    @Inject
    public FullTargets(Ringer ringer, Targets targets, Clock clock) {
        this.ringer = ringer;
        this.targets = targets;
        this.clock = clock;
    }

    protected FullTargets() {
        this(null, null, null); // for the CDI client proxy
    }

    /** Asks to be given runs that kept their claim when it is their turn; without that none keeps it. */
    void whenTurnComes(Consumer<ClaimedRun> goOn) {
        resume = goOn;
    }

    /** Lets a run wait with its claim, if there is room for it; its turn may come before this returns. */
    boolean keep(String target, ClaimedRun run) {
        synchronized (parked) {
            if (resume == null
                    || kept.size() >= MOST_KEPT
                    || parked.getOrDefault(target, Set.of()).size() >= MOST_KEPT_OF_TARGET) {
                return false;
            }
            kept.put(run.id(), run);
            places.put(run.id(), target);
            parked.computeIfAbsent(target, key -> new LinkedHashSet<>()).add(run.id());
        }
        targets.waitFor(target);
        return true;
    }

    /** Lets go of all that kept their claim. */
    List<ClaimedRun> takeKept() {
        synchronized (parked) {
            resume = null;
            List<ClaimedRun> taken = List.copyOf(kept.values());
            taken.forEach(run -> leave(run.id()));
            return taken;
        }
    }

    /** Takes a run out of those that wait; it is given back if it kept its claim. */
    Optional<ClaimedRun> take(long run) {
        synchronized (parked) {
            Optional<ClaimedRun> claimed = Optional.ofNullable(kept.get(run));
            leave(run);
            return claimed;
        }
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
            kept.remove(run);
            String target = places.remove(run);
            if (target != null) {
                parked.computeIfPresent(target, (key, runs) -> without(run, runs));
            }
        }
    }

    /** Rings for the run that has waited longest, now that {@code target} has room for a call; whether there was one. */
    boolean free(String target) {
        long next;
        ClaimedRun claimed;
        Consumer<ClaimedRun> goOn;
        synchronized (parked) {
            Iterator<Long> runs = parked.getOrDefault(target, Set.of()).iterator();
            if (!runs.hasNext()) {
                return false;
            }
            next = runs.next();
            claimed = kept.get(next);
            goOn = resume;
            leave(next);
        }
        if (claimed != null) {
            goOn.accept(claimed);
            return true;
        }
        return ring(next);
    }

    /** How many wait for each target, here. */
    public Map<String, Integer> waiting() {
        synchronized (parked) {
            Map<String, Integer> counts = new HashMap<>();
            parked.forEach((target, runs) -> counts.put(target, runs.size()));
            return counts;
        }
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
