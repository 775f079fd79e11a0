package io.switchhook.engine;

import io.switchhook.config.Settings;
import io.switchhook.query.Mask;
import io.switchhook.store.ClaimedRun;
import io.switchhook.workflow.Program;
import io.switchhook.workflow.Sight;
import io.switchhook.workflow.Walk;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Lets the steps of a run that only decide where it goes decide. */
@ApplicationScoped
public class Passage {
    private final Mask mask;

    @Inject
    public Passage(Settings settings) {
        this(Mask.of(settings));
    }

    private Passage(Mask mask) {
        this.mask = mask;
    }

    protected Passage() {
        this(new Mask(Set.of())); // for the CDI client proxy
    }

    Walk of(ClaimedRun run, Program program) {
        return Walk.from(program, run.step(), () -> Sight.of(run.event(), run.variables(), mask::data));
    }
}
