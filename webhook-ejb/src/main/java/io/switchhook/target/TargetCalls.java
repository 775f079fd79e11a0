package io.switchhook.target;

import io.switchhook.target.TargetState.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The calls of one target, and its breaker. Guarded by {@link Targets}. */
final class TargetCalls {
    static final Comparator<TargetCalls> LEAST_RECENT_FIRST = Comparator.comparing(calls -> calls.lastAsked);

    /** Those turned away together come back one after the other, this far apart. */
    private static final Duration SPACING = Duration.ofMillis(10);
    /** Closer where they are many, yet never closer than this: each that asks takes a thread from calls of other targets. */
    private static final Duration CLOSEST = Duration.ofMillis(2);
    /** How soon to ask again while a probe is under way. */
    private static final Duration PROBE_WAIT = Duration.ofSeconds(1);

    /** How a call ended. */
    enum Outcome {
        ANSWERED,
        FAILED,
        UNTOLD
    }

    /** Hears of the end of a call. */
    interface End {
        void ended(TargetCalls calls, Outcome outcome, boolean probe);
    }

    private final String target;
    private int active;
    private int failures;
    /** When the last of those turned away comes back. */
    private Instant lastBack = Instant.MIN;

    private Breaker breaker = Breaker.CLOSED;
    private Instant openUntil = Instant.MIN;
    private Instant lastAsked = Instant.MIN;

    TargetCalls(String target) {
        this.target = target;
    }

    /** @param room whether one more call may begin now */
    Admission enter(TargetLimits limits, boolean room, Instant now, End end) {
        lastAsked = now;
        if (breaker == Breaker.HALF_OPEN) {
            return rest(limits, now.plus(shorter(PROBE_WAIT, limits.breakerOpen())));
        }
        if (breaker == Breaker.OPEN && now.isBefore(openUntil)) {
            return rest(limits, openUntil);
        }
        if (!room) {
            return new Admission.Full();
        }
        boolean probe = breaker == Breaker.OPEN;
        if (probe) {
            breaker = Breaker.HALF_OPEN;
        }
        active++;
        return new Admission.Granted(new OneCall(outcome -> end.ended(this, outcome, probe)));
    }

    void ended(Outcome outcome, boolean probe, TargetLimits limits, Instant now) {
        active--;
        if (outcome == Outcome.ANSWERED) {
            failures = 0;
            breaker = Breaker.CLOSED;
        } else if (outcome == Outcome.FAILED) {
            failures = Math.min(failures + 1, Integer.MAX_VALUE - 1);
            // A call from before the rest says nothing about the target now.
            if (probe || (breaker == Breaker.CLOSED && failures >= limits.breakerFailures())) {
                open(now.plus(limits.breakerOpen()));
            }
        } else if (probe && breaker == Breaker.HALF_OPEN) {
            open(now);
        }
    }

    private void open(Instant until) {
        breaker = Breaker.OPEN;
        openUntil = until;
    }

    private Admission rest(TargetLimits limits, Instant due) {
        if (lastBack.isBefore(due)) {
            lastBack = due;
        } else {
            lastBack = lastBack.plus(lastBack.isBefore(due.plus(limits.breakerOpen())) ? SPACING : CLOSEST);
        }
        return new Admission.Resting(lastBack, failures);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    boolean isIdle() {
        return active == 0;
    }

    boolean isHealthy() {
        return failures == 0 && breaker == Breaker.CLOSED;
    }

    /** Whether a call is not turned away by the breaker; while calls are {@code expected}, none goes as a probe. */
    boolean isOpenTo(int expected, Instant now) {
        return breaker == Breaker.CLOSED || (breaker == Breaker.OPEN && expected == 0 && !now.isBefore(openUntil));
    }

    int active() {
        return active;
    }

    Breaker breaker() {
        return breaker;
    }

    String target() {
        return target;
    }

    TargetState state() {
        return new TargetState(
                target, active, failures, breaker, Optional.of(openUntil).filter(until -> breaker == Breaker.OPEN));
    }

    /** A permit that tells its end once. */
    private static final class OneCall implements Admission.Permit {
        private final AtomicReference<Consumer<Outcome>> end;
        private Outcome outcome = Outcome.UNTOLD;

        OneCall(Consumer<Outcome> end) {
            this.end = new AtomicReference<>(end);
        }

        @Override
        public void answered() {
            outcome = Outcome.ANSWERED;
        }

        @Override
        public void failed() {
            outcome = Outcome.FAILED;
        }

        @Override
        public void close() {
            Consumer<Outcome> once = end.getAndSet(null);
            if (once != null) {
                once.accept(outcome);
            }
        }
    }
}
