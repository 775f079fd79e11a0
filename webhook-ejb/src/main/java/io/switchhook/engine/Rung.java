package io.switchhook.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Runs rung for that wait in memory for a place, each once and in their order. */
final class Rung {
    /** Who rings for more waits. */
    private static final int MOST = 100_000;

    private final Set<Long> waiting = new LinkedHashSet<>();
    private boolean closed;
    private boolean stopped;

    /** Adds runs; waits while too many wait, unless nobody takes any more. */
    synchronized void add(Collection<Long> runs) throws InterruptedException {
        while (waiting.size() >= MOST && !stopped) {
            wait();
        }
        waiting.addAll(runs);
    }

    /** Adds runs without waiting: false if too many wait, or while it is closed. */
    synchronized boolean offer(Collection<Long> runs) {
        if (closed || waiting.size() >= MOST) {
            return false;
        }
        waiting.addAll(runs);
        return true;
    }

    /**
     * Takes the first of them.
     *
     * @param most at a time
     * @param places told how many there are to take, at most; says how many of these are to be taken
     */
    synchronized List<Long> take(int most, IntUnaryOperator places) {
        int free = places.applyAsInt(Math.min(waiting.size(), most));
        List<Long> runs = new ArrayList<>(free);
        for (Iterator<Long> first = waiting.iterator(); runs.size() < free; first.remove()) {
            runs.add(first.next());
        }
        if (free > 0) {
            notifyAll();
        }
        return runs;
    }

    /** Takes all, and no more offers. */
    synchronized List<Long> close() {
        closed = true;
        List<Long> all = List.copyOf(waiting);
        waiting.clear();
        notifyAll();
        return all;
    }

    synchronized void open() {
        closed = false;
    }

    /** Lets nobody wait any more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }
}
