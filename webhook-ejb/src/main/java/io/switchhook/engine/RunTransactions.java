package io.switchhook.engine;

import io.switchhook.commit.GroupCommit;
import io.switchhook.commit.GroupCommit.Limits;
import io.switchhook.commit.Pace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
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
    private final GroupCommit<Work<?>> group = new GroupCommit<>(this::commit, work -> 1, TOGETHER, Pace.of(APART));

    @Inject
    public RunTransactions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    protected RunTransactions() {
        this(null); // for the CDI client proxy
    }

    private static final class Work<R> {
        private final long run;
        private final Function<Handle, R> statements;
        private R result;

        Work(long run, Function<Handle, R> statements) {
            this.run = run;
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
        Work<R> work = new Work<>(run, statements);
        try {
            group.commit(work);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Outages.Stopping(stopped);
        }
        return work.result;
    }

    private void commit(List<Work<?>> works) {
        List<Work<?>> inOrder = works.stream()
                .sorted(Comparator.comparingLong(work -> work.run))
                .toList();
        jdbi.useTransaction(handle -> inOrder.forEach(work -> work.on(handle)));
    }
}
