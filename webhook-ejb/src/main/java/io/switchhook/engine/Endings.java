package io.switchhook.engine;

import io.switchhook.commit.Tick;
import io.switchhook.run.RunKind;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.EndedRows;
import io.switchhook.store.EndedRows.Ended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends runs whose last step is done, many in one transaction, then rings for whoever is first in their lines. Whoever did the step does not
 * wait for that: its thread is free for the next. If the process dies first, the run is what any claimed run is.
 */
@ApplicationScoped
public class Endings {
    private static final int TOGETHER = 500;

    private static final Logger LOG = System.getLogger(Endings.class.getName());

    private final Jdbi jdbi;
    private final RunWrites writes;
    private final Ringer ringer;
    private final Outages outages;
    private final Clock clock;
    /** A commit costs the store more than the statements in it. */
    private final Tick tick = Tick.of(Duration.ofMillis(10));

    private final Queue<Ending> waiting = new ArrayDeque<>();
    /** Whether somebody ends what waits. Guarded by what waits. */
    private boolean underWay;

    private volatile Executor threads = Runnable::run;

    @Inject
    public Endings(Jdbi jdbi, RunWrites writes, Ringer ringer, Outages outages, Clock clock) {
        this.jdbi = jdbi;
        this.writes = writes;
        this.ringer = ringer;
        this.outages = outages;
        this.clock = clock;
    }

    protected Endings() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * A run to be ended.
     *
     * @param over run when it is ended, or cannot be
     * @param unrecordable what to do if the store will not have it
     */
    record Ending(Ended ended, Runnable over, Consumer<RuntimeException> unrecordable) {}

    /** From now on runs are ended on these threads, no longer on the thread that asks. */
    void on(Executor those) {
        threads = those;
    }

    /** Ends a run soon, if its claim is still held then. */
    void add(Ending ending) {
        synchronized (waiting) {
            waiting.add(ending);
            if (underWay) {
                return;
            }
            underWay = true;
        }
        try {
            threads.execute(this::endAll);
        } catch (RuntimeException | Error noThread) { // it stops, or the process has no thread left
            LOG.log(Level.DEBUG, "Runs are ended by whoever did the step", noThread);
            endAll();
        }
    }

    /** Goes on whatever fails: nobody else would end what waits. */
    private void endAll() {
        for (List<Ending> next = next(); !next.isEmpty(); next = next()) {
            try {
                end(next);
            } catch (Outages.Stopping stopping) {
                LOG.log(Level.INFO, "{0} steps are done again after the next start", next.size());
            } catch (RuntimeException | Error failed) {
                LOG.log(
                        Level.ERROR,
                        "SWH2010 " + next.size() + " runs are not ended; their steps are done again",
                        failed);
            }
            next.forEach(Endings::over);
        }
    }

    private static void over(Ending ending) {
        try {
            ending.over().run();
        } catch (RuntimeException | Error failed) {
            LOG.log(
                    Level.ERROR,
                    "SWH2010 What follows run " + ending.ended().run().id() + " is not begun",
                    failed);
        }
    }

    private List<Ending> next() {
        tick.await();
        synchronized (waiting) {
            List<Ending> next = new ArrayList<>();
            while (next.size() < TOGETHER && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            underWay = !next.isEmpty();
            tick.came(next.size());
            return next;
        }
    }

    private void end(List<Ending> endings) {
        try {
            outages.outlast(() -> commit(endings));
        } catch (Outages.Stopping stopping) {
            throw stopping;
        } catch (RuntimeException failed) {
            if (endings.size() == 1) {
                endings.get(0).unrecordable().accept(failed);
            } else {
                LOG.log(Level.DEBUG, endings.size() + " runs cannot be ended together", failed);
                endings.forEach(ending -> end(List.of(ending)));
            }
        }
    }

    /** Harmless to repeat: also where a claim was lost it is rung for the next, since whoever has ended the run may have died before. */
    private void commit(List<Ending> endings) {
        // In the order of locks that everybody keeps.
        List<Ended> runs = endings.stream()
                .map(Ending::ended)
                .sorted(Comparator.comparingLong(ended -> ended.run().id()))
                .toList();
        jdbi.useTransaction(handle -> {
            EndedRows.end(handle, runs, clock.instant())
                    .forEach(ended -> writes.write(handle, ended.run(), ended.writes()));
        });
        runs.stream()
                .map(Ended::run)
                .collect(Collectors.groupingBy(
                        ClaimedRun::target, Collectors.mapping(ClaimedRun::line, Collectors.toSet())))
                .forEach((workflow, lines) -> ringer.next(RunKind.WORKFLOW, workflow, lines));
    }
}
