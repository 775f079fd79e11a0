package io.switchhook.engine;

import io.switchhook.desk.Desk;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.ScreenPopRows;
import io.switchhook.workflow.ScreenPop;
import io.switchhook.workflow.Write;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes to the store what steps have to be written, each kind where it belongs. */
@ApplicationScoped
public class RunWrites {
    private final Desk desk;
    private final Clock clock;

    @Inject
    public RunWrites(Desk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    protected RunWrites() {
        this(null, null); // for the CDI client proxy
    }

    /** Writes in the transaction that records the step as done; {@code run} is as it stood before. */
    void write(Handle handle, ClaimedRun run, List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof ScreenPop pop) {
                ScreenPopRows.insert(handle, run, pop, clock.instant());
                desk.stir();
            }
        }
    }
}
