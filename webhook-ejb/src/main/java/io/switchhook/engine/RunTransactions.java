package io.switchhook.engine;

import io.switchhook.commit.GroupCommit;
import io.switchhook.commit.GroupCommit.Limits;
import io.switchhook.commit.Pace;
import io.switchhook.run.RunKind;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.RunRows;
import io.switchhook.store.RunRows.Success;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Transactions on one run each, those asked for at the same time committed as one. Rows are taken in the order of runs, so that two
 * such transactions, or one and the sweep, never wait for each other.
 */
@ApplicationScoped
public class RunTransactions {
    private static final Limits TOGETHER = new Limits(1, 64, 64);

    /** From one commit to the next, at least: a commit costs the store more than the statements in it. */
    private static final Duration APART = Duration.ofMillis(10);

    private final Jdbi jdbi;
    private final Ringer ringer;
    private final Clock clock;
    private final GroupCommit<Work<?>> group = new GroupCommit<>(this::commit, work -> 1, TOGETHER, Pace.of(APART));

    @Inject
    public RunTransactions(Jdbi jdbi, Ringer ringer, Clock clock) {
        this.jdbi = jdbi;
        this.ringer = ringer;
        this.clock = clock;
    }

    protected RunTransactions() {
        this(null, null, null); // for the CDI client proxy
    }

    private static final class Work<R> {
        private final long run;
        /** Set where the run is over and all went well, which is done for many at once. */
        private final Optional<Success> success;

        private final Function<Handle, R> statements;
        private R result;

        Work(long run, Optional<Success> success, Function<Handle, R> statements) {
            this.run = run;
            this.success = success;
            this.statements = statements;
        }

        void on(Handle handle) {
            result = statements.apply(handle);
        }
    }

    /**
     * Returns when it is committed.
     *
     * @param statements on this run and what belongs to it; called again, alone, if something else fails that was to be committed with
     *     it
     * @throws Outages.Stopping if the thread is interrupted meanwhile; it may then be committed or not
     */
    <R> R of(long run, Function<Handle, R> statements) {
        Work<R> work = new Work<>(run, Optional.empty(), statements);
        commit(work);
        return work.result;
    }

    /**
     * Ends a run well, if its claim is still held, then rings for whoever is first in its line. That also when the claim was lost: whoever
     * has ended the run may have died before ringing.
     *
     * @throws Outages.Stopping if the thread is interrupted meanwhile; it may then be committed or not
     */
    void succeed(Success success) {
        commit(new Work<>(
                success.run().id(),
                Optional.of(success),
                handle -> RunRows.succeed(handle, List.of(success), clock.instant())));
    }

    private void commit(Work<?> work) {
        try {
            group.commit(work);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Outages.Stopping(stopped);
        }
    }

    private void commit(List<Work<?>> works) {
        List<Work<?>> inOrder = works.stream()
                .sorted(Comparator.comparingLong(work -> work.run))
                .toList();
        List<Success> successes =
                inOrder.stream().flatMap(work -> work.success.stream()).toList();
        jdbi.useTransaction(handle -> {
            if (successes.size() == works.size()) {
                RunRows.succeed(handle, successes, clock.instant());
            } else {
                inOrder.forEach(work -> work.on(handle));
            }
        });
        successes.stream()
                .map(Success::run)
                .collect(Collectors.groupingBy(
                        ClaimedRun::target, Collectors.mapping(ClaimedRun::line, Collectors.toSet())))
                .forEach((workflow, lines) -> ringer.next(RunKind.WORKFLOW, workflow, lines));
    }
}
