package io.switchhook.engine;

import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.HeldRunRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Lets runs wait, as rows with a due time. */
@ApplicationScoped
public class RunPauses {
    private final RunTransactions transactions;
    private final Ringer ringer;
    private final FullTargets full;
    private final Clock clock;

    @Inject
    public RunPauses(RunTransactions transactions, Ringer ringer, FullTargets full, Clock clock) {
        this.transactions = transactions;
        this.ringer = ringer;
        this.full = full;
        this.clock = clock;
    }

    protected RunPauses() {
        this(null, null, null, null); // for the CDI client proxy
    }

    /**
     * Lets a run wait at the step at which it stands.
     *
     * @param ifHeld what else is to be written if its claim is still held
     */
    void until(Instant due, ClaimedRun run, int tries, String reason, Consumer<Handle> ifHeld) {
        boolean held = transactions.of(run.id(), handle -> {
            boolean mine = postpone(handle, run, tries, due, reason);
            if (mine) {
                ifHeld.accept(handle);
            }
            return mine;
        });
        if (held) {
            ring(run, tries, due);
        }
    }

    /** The part of it that is written: {@link #ring} follows once all can see it. False if the claim was lost. */
    boolean postpone(Handle handle, ClaimedRun run, int tries, Instant due, String reason) {
        Instant now = clock.instant();
        return HeldRunRows.postpone(handle, run, tries, due, soon(due, now), reason, now);
    }

    void ring(ClaimedRun run, int tries, Instant due) {
        if (soon(due, clock.instant())) {
            ringer.ringForWorkflows(List.of(new Bell(run.id(), run.kind(), run.target(), tries, due)));
        }
    }

    private static boolean soon(Instant due, Instant now) {
        return !due.isAfter(now.plus(InboundEngine.AHEAD));
    }

    /** Lets a run wait until its target has room for a call. */
    void park(ClaimedRun run, String target) {
        Instant now = clock.instant();
        String reason = target + " has all the calls it may have";
        boolean held = transactions.of(
                run.id(), handle -> HeldRunRows.postpone(handle, run, run.tries(), now, true, reason, now));
        if (held) {
            full.park(target, run.id());
        }
    }
}
