package io.switchhook.engine;

import io.switchhook.store.ClaimedRun;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.HeldRunRows;
import io.switchhook.trace.TraceId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Gives runs of workflows up, as dead letters. */
@ApplicationScoped
public class GivenUp {
    private static final Logger LOG = System.getLogger(RunEngine.class.getName());

    private final RunTransactions transactions;
    private final Ringer ringer;
    private final Clock clock;

    @Inject
    public GivenUp(RunTransactions transactions, Ringer ringer, Clock clock) {
        this.transactions = transactions;
        this.ringer = ringer;
        this.clock = clock;
    }

    protected GivenUp() {
        this(null, null, null); // for the CDI client proxy
    }

    /**
     * Gives up a run and goes on with the next of its line.
     *
     * @param step name of the step that failed; empty for none
     * @param address where its last attempt went
     * @param ifHeld what else is to be written if its claim is still held
     */
    void giveUp(ClaimedRun run, String step, String address, String reason, int tries, Consumer<Handle> ifHeld) {
        Instant now = clock.instant();
        boolean held = transactions.of(run.id(), handle -> {
            boolean mine = HeldRunRows.finish(handle, run, "failed", tries, reason, now);
            if (mine) {
                ifHeld.accept(handle);
                DeadLetterRows.insert(handle, run, run.event(), step, address, reason, tries, now);
            }
            return mine;
        });
        if (held) {
            LOG.log(
                    Level.WARNING,
                    "SWH2002 Dead letter: workflow {0}, step {1}, event {2}, trace {3}: {4}",
                    run.target(),
                    step,
                    run.event().id(),
                    TraceId.logged(run.event().correlationId()),
                    reason);
        }
        ringer.next(run.kind(), run.target(), run.line());
    }
}
