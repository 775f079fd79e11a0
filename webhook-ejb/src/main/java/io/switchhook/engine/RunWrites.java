package io.switchhook.engine;

import io.switchhook.api.wire.JsonText;
import io.switchhook.desk.Desk;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.ScreenPopRows;
import io.switchhook.store.VariableRows;
import io.switchhook.store.VariableRows.Kept;
import io.switchhook.workflow.ScreenPop;
import io.switchhook.workflow.SetVariable;
import io.switchhook.workflow.SetVariableStep.Scope;
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
            if (write instanceof SetVariable variable) {
                write(handle, run, variable);
            } else if (write instanceof ScreenPop pop) {
                ScreenPopRows.insert(handle, run, pop, clock.instant());
                desk.stir();
            }
        }
    }

    private void write(Handle handle, ClaimedRun run, SetVariable variable) {
        String by = "workflow " + run.target() + ", step " + variable.step() + ", run " + run.id();
        Kept kept = new Kept(variable.name(), JsonText.text(variable.value()), clock.instant(), by);
        if (variable.scope() == Scope.SUBJECT) {
            VariableRows.setOfSubject(handle, run.event().subject(), kept);
        } else {
            VariableRows.setGlobal(handle, kept);
        }
    }
}
