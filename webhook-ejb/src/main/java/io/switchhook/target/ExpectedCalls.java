package io.switchhook.target;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Calls that somebody was rung for and that have not begun: their room is not offered twice. Guarded by {@link Targets}. */
final class ExpectedCalls {
    /** After that, the one rung for is not thought to come: it may have been cancelled. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Deque<Expected> calls = new ArrayDeque<>();

    private record Expected(String target, Instant rung) {}

    void add(String target, Instant now) {
        calls.add(new Expected(target, now));
    }

    /** One of the target's has come, or will not. */
    void came(String target) {
        Iterator<Expected> all = calls.iterator();
        while (all.hasNext()) {
            if (all.next().target().equals(target)) {
                all.remove();
                return;
            }
        }
    }

    void forgetBefore(Instant now) {
        while (!calls.isEmpty() && !now.isBefore(calls.peek().rung().plus(PATIENCE))) {
            calls.remove();
        }
    }

    int of(String target) {
        return (int) calls.stream().filter(call -> call.target().equals(target)).count();
    }

    int size() {
        return calls.size();
    }
}
