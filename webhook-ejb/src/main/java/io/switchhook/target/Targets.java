package io.switchhook.target;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Calls to each target: never more than so many at once, and none for a while after so many failures in a row.
 *
 * <p>What counts as failure is a target that does not answer (no connection, time-out, broken answer) or answers 5xx. Any other
 * answer, 429 and 408 included, shows that it lives and ends a row of failures. After the rest one call goes through as a
 * probe: answered, the target is open to all again; failed, it rests again. Each server counts for itself.
 *
 * <p>A target is forgotten when it has no call under way and no failures, so memory follows the calls under way and the
 * targets in trouble; of the latter, those least recently called are forgotten beyond {@value #MOST_KEPT}. Thread-safe.
 */
public final class Targets {
    static final int MOST_KEPT = 10_000;

    private final Supplier<TargetLimits> limits;
    private final Clock clock;
    // Guarded by itself.
    private final Map<String, TargetCalls> targets = new HashMap<>();
    private final List<Consumer<String>> freeListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<TargetState>> breakerListeners = new CopyOnWriteArrayList<>();

    /**
     * @param limits asked at every admission, so that changed settings count at once
     */
    public Targets(Supplier<TargetLimits> limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Tells {@code listener} the target's name whenever it can take a call that {@link Admission.Full} turned away before:
     * after each call that ends while such calls have not come back, and when a breaker closes. It may ring before the one
     * turned away has noted down that it waits, so a wait needs a time to look again by itself as well.
     */
    public void whenFree(Consumer<String> listener) {
        freeListeners.add(listener);
    }

    /** Tells {@code listener} each opening and closing of a target's breaker. */
    public void whenBreakerChanges(Consumer<TargetState> listener) {
        breakerListeners.add(listener);
    }

    /** Asks to call {@code target}. */
    public Admission enter(String target) {
        TargetLimits now = limits.get();
        synchronized (targets) {
            TargetCalls calls = targets.computeIfAbsent(target, TargetCalls::new);
            Admission admission = calls.enter(now, clock.instant(), this::ended);
            forget(calls);
            return admission;
        }
    }

    /** How the targets stand that have calls under way or failures. */
    public List<TargetState> states() {
        synchronized (targets) {
            return targets.values().stream().map(TargetCalls::state).toList();
        }
    }

    private void ended(TargetCalls calls, TargetCalls.Outcome outcome, boolean probe) {
        boolean free;
        Optional<TargetState> change;
        TargetLimits now = limits.get();
        synchronized (targets) {
            TargetState.Breaker before = calls.breaker();
            calls.ended(outcome, probe, now, clock.instant());
            boolean closed = before != TargetState.Breaker.CLOSED && calls.breaker() == TargetState.Breaker.CLOSED;
            boolean opened = before == TargetState.Breaker.CLOSED && calls.breaker() == TargetState.Breaker.OPEN;
            change = closed || opened ? Optional.of(calls.state()) : Optional.empty();
            free = closed || calls.hasTurnedAway();
            forget(calls);
        }
        change.ifPresent(state -> breakerListeners.forEach(listener -> listener.accept(state)));
        if (free) {
            freeListeners.forEach(listener -> listener.accept(calls.target()));
        }
    }

    private void forget(TargetCalls calls) {
        if (calls.isIdle() && calls.isHealthy()) {
            targets.remove(calls.target(), calls);
        }
        if (targets.size() > MOST_KEPT) {
            List<TargetCalls> idle = new ArrayList<>(
                    targets.values().stream().filter(TargetCalls::isIdle).toList());
            idle.sort(TargetCalls.LEAST_RECENT_FIRST);
            idle.stream().limit(MOST_KEPT / 10).forEach(old -> targets.remove(old.target(), old));
        }
    }
}
