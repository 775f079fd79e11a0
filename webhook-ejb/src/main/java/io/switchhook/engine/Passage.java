package io.switchhook.engine;

import io.switchhook.config.Settings;
import io.switchhook.query.Mask;
import io.switchhook.store.ClaimedRun;
import io.switchhook.variable.Memory;
import io.switchhook.variable.RunNames;
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
    private final Memory memory;

    @Inject
    public Passage(Settings settings, Memory memory) {
        this(Mask.of(settings), memory);
    }

    private Passage(Mask mask, Memory memory) {
        this.mask = mask;
        this.memory = memory;
    }

    protected Passage() {
        this(new Mask(Set.of()), Memory.NONE); // for the CDI client proxy
    }

    Walk of(ClaimedRun run, Program program) {
        RunNames names = RunNames.of(run.event(), run.variables(), memory);
        Sight sight = Sight.of(run.event(), names, mask::data);
        return Walk.from(program, run.step(), () -> sight);
    }
}
