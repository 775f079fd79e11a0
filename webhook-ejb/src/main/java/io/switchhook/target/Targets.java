package io.switchhook.target;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Calls to each target: never more than so many at once, and none for a while after so many failures in a row.
 *
 * <p>All targets share {@value #THREADS} threads. The first call of a target may begin while any of them is free, another only
 * while the target has fewer calls than half of those still free. So a few slow targets do not take them all, and one that has
 * nothing under way is not held up by others.
 *
 * <p>What counts as failure is a target that does not answer (no connection, time-out, broken answer) or answers 5xx. Any other
 * answer, 429 and 408 included, shows that it lives and ends a row of failures. After the rest one call goes through as a
 * probe: answered, the target is open to all again; failed, it rests again. Each server counts for itself.
 *
 * <p>A target is forgotten when it has no call under way and no failures, so memory follows the calls under way and the
 * targets in trouble; of the latter, those least recently called are forgotten beyond {@value #MOST_KEPT}. Thread-safe.
 */
public final class Targets {
    /** Whoever is turned away by a pause is told when it ends; should nobody do so, it asks again after so long. */
    static final Duration PAUSED = Duration.ofHours(1);

    static final int MOST_KEPT = 10_000;

    /** As many calls may be under way at once, to all targets together: each keeps a thread. */
    public static final int THREADS = 64;

    private final Supplier<TargetLimits> limits;
    private final Clock clock;
    // The next four are guarded by the first.
    private final Map<String, TargetCalls> targets = new HashMap<>();
    private final Set<String> waitedFor = new LinkedHashSet<>();
    private final ExpectedCalls expected = new ExpectedCalls();
    private int active;
    private final List<Consumer<TargetState>> breakerListeners = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> bell = target -> false;
    private volatile Predicate<String> paused = target -> false;

    /**
     * @param limits asked at every admission, so that changed settings count at once
     */
    public Targets(Supplier<TargetLimits> limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Asks to be told the name of a target that is waited for and has room for one call, once for each such call. The answer is
     * whether somebody was there to make it; after no, the target is not told again until it is {@link #waitFor waited for}.
     */
    public void whenFree(Predicate<String> ring) {
        bell = ring;
    }

    /** Asks at every admission whether a target is paused. */
    public void pausedWhen(Predicate<String> asked) {
        paused = asked;
    }

    /** Tells {@code listener} each opening and closing of a target's breaker. */
    public void whenBreakerChanges(Consumer<TargetState> listener) {
        breakerListeners.add(listener);
    }

    /** Asks to call {@code target}. */
    public Admission enter(String target) {
        if (paused.test(target)) {
            return turnAway(target);
        }
        TargetLimits now = limits.get();
        synchronized (targets) {
            expected.came(target);
            TargetCalls calls = targets.computeIfAbsent(target, TargetCalls::new);
            Admission admission = calls.enter(now, hasRoom(calls.active(), active, now), clock.instant(), this::ended);
            if (admission instanceof Admission.Granted) {
                active++;
            }
            forget(calls);
            return admission;
        }
    }

    /** Those who wait for room there are all let come, to be turned away as well: no call will end and make it. */
    private Admission turnAway(String target) {
        synchronized (targets) {
            expected.came(target);
        }
        ringWhereRoomIs();
        return new Admission.Paused(clock.instant().plus(PAUSED));
    }

    /**
     * Says that somebody {@link Admission.Full turned away} waits for {@code target} from now on. If it has room by now, the bell
     * rings before this returns: a call that ended between the two is not missed.
     */
    public void waitFor(String target) {
        synchronized (targets) {
            if (waitedFor.size() < MOST_KEPT) {
                waitedFor.add(target);
            }
        }
        ringWhereRoomIs();
    }

    /** How the targets stand that have calls under way or failures. */
    public List<TargetState> states() {
        synchronized (targets) {
            return targets.values().stream().map(TargetCalls::state).toList();
        }
    }

    private static boolean hasRoom(int ofTarget, int ofAll, TargetLimits limits) {
        int free = THREADS - ofAll;
        return free > 0 && ofTarget < limits.concurrency() && ofTarget < Math.max(1, free / 2);
    }

    private void ended(TargetCalls calls, TargetCalls.Outcome outcome, boolean probe) {
        boolean askAnyway;
        Optional<TargetState> change;
        TargetLimits now = limits.get();
        synchronized (targets) {
            TargetState.Breaker before = calls.breaker();
            calls.ended(outcome, probe, now, clock.instant());
            active--;
            boolean closed = before != TargetState.Breaker.CLOSED && calls.breaker() == TargetState.Breaker.CLOSED;
            boolean opened = before == TargetState.Breaker.CLOSED && calls.breaker() == TargetState.Breaker.OPEN;
            change = closed || opened ? Optional.of(calls.state()) : Optional.empty();
            // Of those who wait one is told to rest, so that somebody comes to probe when the rest is over.
            askAnyway = calls.breaker() != TargetState.Breaker.CLOSED && expect(calls.target());
            forget(calls);
        }
        change.ifPresent(state -> breakerListeners.forEach(listener -> listener.accept(state)));
        if (askAnyway) {
            ring(calls.target());
        }
        ringWhereRoomIs();
    }

    /** The end of a call of one target may make room for others: rings until all room is taken or nobody waits for it. */
    private void ringWhereRoomIs() {
        for (Optional<String> next = expectNext(); next.isPresent(); next = expectNext()) {
            ring(next.get());
        }
    }

    private Optional<String> expectNext() {
        TargetLimits now = limits.get();
        synchronized (targets) {
            Instant instant = clock.instant();
            expected.forgetBefore(instant);
            return waitedFor.stream()
                    .filter(target -> isFree(target, now, instant))
                    .findFirst()
                    .filter(this::expect);
        }
    }

    private boolean isFree(String target, TargetLimits limits, Instant now) {
        if (paused.test(target)) {
            return true;
        }
        TargetCalls calls = targets.get(target);
        int coming = expected.of(target);
        int under = calls == null ? 0 : calls.active();
        return (calls == null || calls.isOpenTo(coming, now))
                && hasRoom(under + coming, active + expected.size(), limits);
    }

    /** While its bell rings it is not waited for: whoever joins meanwhile says so again. */
    private boolean expect(String target) {
        boolean waited = waitedFor.remove(target);
        if (waited && !paused.test(target)) {
            expected.add(target, clock.instant());
        }
        return waited;
    }

    private void ring(String target) {
        boolean somebody = bell.test(target);
        synchronized (targets) {
            if (somebody) {
                waitedFor.add(target);
            } else {
                expected.came(target);
            }
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
