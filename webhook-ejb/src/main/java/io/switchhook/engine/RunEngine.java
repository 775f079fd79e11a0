package io.switchhook.engine;

import io.switchhook.engine.StepResults.Progress;
import io.switchhook.engine.StepResults.Turn;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.Outage;
import io.switchhook.variable.Memory;
import io.switchhook.variable.RunNames;
import io.switchhook.workflow.ChooseStep;
import io.switchhook.workflow.Program;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepExecution;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.WaitStep;
import io.switchhook.workflow.Walk;
import io.switchhook.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Works on runs of workflows that are claimed: does their steps outside any transaction, records what came of each before the next.
 * Whoever loses a claim meanwhile records nothing.
 */
@ApplicationScoped
public class RunEngine {
    private static final Logger LOG = System.getLogger(RunEngine.class.getName());

    private final Rules rules;
    private final StepExecution execution;
    private final Memory memory;
    private final Passage passage;
    private final RunWaits waits;
    private final StepResults results;
    private final MissingSteps missing;
    private final FullTargets full;
    private final Outages outages;
    private final Clock clock;

    @Inject
    public RunEngine(
            Rules rules,
            StepExecution execution,
            Memory memory,
            Passage passage,
            RunWaits waits,
            StepResults results,
            MissingSteps missing,
            FullTargets full,
            Outages outages,
            Clock clock) {
        this.rules = rules;
        this.execution = execution;
        this.memory = memory;
        this.passage = passage;
        this.waits = waits;
        this.results = results;
        this.missing = missing;
        this.full = full;
        this.outages = outages;
        this.clock = clock;
    }

    protected RunEngine() {
        this(null, null, null, null, null, null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * Works on a run that is claimed and held.
     *
     * @param over run when nobody works on it any more; not at all if it waits for its target and keeps its claim: then whoever goes on with
     *     it begins it anew, or has done so by now
     */
    void begin(ClaimedRun run, Runnable over) {
        boolean elsewhere = false;
        try {
            for (ClaimedRun claimed = run; ; ) {
                Progress progress = work(claimed, over);
                if (progress.next().isEmpty()) {
                    elsewhere = progress.elsewhere();
                    return;
                }
                claimed = progress.next().get();
            }
        } finally {
            if (!elsewhere) {
                over.run();
            }
        }
    }

    /** Brings a run one step further. */
    private Progress work(ClaimedRun run, Runnable over) {
        Optional<Workflow> workflow = outages.outlast(() -> rules.workflow(run.target()));
        OptionalInt position = workflow.map(known -> known.program().find(run.step(), run.stepName()))
                .orElse(OptionalInt.empty());
        if (position.isEmpty()) {
            outages.outlast(() -> missing.miss(run, workflow.isPresent()));
            return Progress.ENDED;
        }
        Program program = workflow.get().program();
        missing.found(run, program);
        Step step = program.step(position.getAsInt());
        ClaimedRun here = run.at(position.getAsInt(), step.name(), run.tries());
        Turn turn = new Turn(here, program, step, over);
        if (run.tries() == 0 || step instanceof ChooseStep) {
            Walk walk = outages.outlast(() -> passage.of(here, program));
            if (!walk.passed().isEmpty()) {
                return recorded(turn, () -> results.passed(turn, walk));
            }
        }
        if (step instanceof WaitStep wait) {
            return recorded(turn, () -> waited(turn, wait));
        }
        Instant started = clock.instant();
        StepResult result = outages.outlast(() -> attempt(here, step));
        if (result instanceof StepResult.Full busy && full.keep(busy.target(), here)) {
            return Progress.ELSEWHERE;
        }
        return recorded(turn, () -> results.record(turn, result, started));
    }

    private Progress waited(Turn turn, WaitStep step) {
        ClaimedRun run = turn.run();
        Turn first = new Turn(run.at(run.step(), run.stepName(), 0), turn.program(), step, turn.over());
        return waits.go(run, step)
                .map(over -> results.record(first, over.result(), over.begun()))
                .orElse(Progress.ENDED);
    }

    private Progress recorded(Turn turn, Supplier<Progress> record) {
        try {
            return outages.outlast(record);
        } catch (Outages.Stopping stopping) {
            throw stopping;
        } catch (RuntimeException unrecordable) {
            outages.outlast(() -> results.unrecorded(turn.run(), turn.step(), unrecordable));
            return Progress.ENDED;
        }
    }

    private StepResult attempt(ClaimedRun run, Step step) {
        try {
            RunNames names = RunNames.of(run.event(), run.variables(), memory);
            return execution.execute(
                    step, new RunContext(run.id(), run.event(), run.variables(), run.tries() + 1, names));
        } catch (RuntimeException | StackOverflowError | LinkageError broken) {
            if (Outage.caused(broken)) {
                throw broken;
            }
            LOG.log(Level.ERROR, "SWH2001 Run " + run.id() + ", step " + step.name() + " broke off", broken);
            return new StepResult.Failed(
                    "", "the step broke off: " + broken.getClass().getSimpleName(), true, Optional.empty());
        }
    }
}
