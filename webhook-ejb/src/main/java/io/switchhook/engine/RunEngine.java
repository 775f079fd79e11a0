package io.switchhook.engine;

import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.Endings.Ending;
import io.switchhook.retry.RetryDecision;
import io.switchhook.retry.RetrySettings;
import io.switchhook.store.AttemptRows;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.DeadLetterRows;
import io.switchhook.store.Outage;
import io.switchhook.store.RunRows;
import io.switchhook.store.RunRows.Success;
import io.switchhook.trace.TraceId;
import io.switchhook.variable.Memory;
import io.switchhook.variable.RunNames;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepExecution;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Works on runs of workflows: claims one, does its steps outside any transaction, records what came of each before the next.
 * Whoever loses a claim meanwhile records nothing.
 */
@ApplicationScoped
public class RunEngine {
    /** A claim is renewed by the sweep for as long as its owner lives. */
    static final Duration CLAIM = Duration.ofSeconds(45);

    /** A bell with a delay may be heard a little early. */
    private static final Duration EARLY = Duration.ofMillis(100);

    /** Runs wait for a workflow that is missing this long before they are given up. */
    static final Duration MISSED = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(RunEngine.class.getName());

    private final Jdbi jdbi;
    private final RunTransactions transactions;
    private final Endings endings;
    private final RunWrites writes;
    private final Rules rules;
    private final StepExecution execution;
    private final Memory memory;
    private final Supplier<RetrySettings> retry;
    private final Ringer ringer;
    private final FullTargets full;
    private final Outages outages;
    private final NodeName node;
    private final Clock clock;
    private final RandomGenerator random;
    /** By run, how many bells are being answered. */
    private final Map<Long, Integer> inHand = new ConcurrentHashMap<>();
    /** By workflow, since when it has been missed. */
    private final Map<String, Instant> missing = new ConcurrentHashMap<>();

    @Inject
    public RunEngine(
            Jdbi jdbi,
            RunTransactions transactions,
            Endings endings,
            RunWrites writes,
            Rules rules,
            StepExecution execution,
            Memory memory,
            Supplier<RetrySettings> retry,
            Ringer ringer,
            FullTargets full,
            Outages outages,
            NodeName node,
            Clock clock,
            RandomGenerator random) {
        this.jdbi = jdbi;
        this.transactions = transactions;
        this.endings = endings;
        this.writes = writes;
        this.rules = rules;
        this.execution = execution;
        this.memory = memory;
        this.retry = retry;
        this.ringer = ringer;
        this.full = full;
        this.outages = outages;
        this.node = node;
        this.clock = clock;
        this.random = random;
    }

    protected RunEngine() {
        this(
                null, null, null, null, null, null, null, null, null, null, null, null, null,
                null); // for the CDI client proxy
    }

    /** Claims of these runs those that wait, are due and that nobody else claims. They are held before, and stay so. */
    List<ClaimedRun> claim(Collection<Long> runs) {
        Instant now = clock.instant();
        List<ClaimedRun> claimed = outages.outlast(() -> jdbi.inTransaction(
                handle -> RunRows.claim(handle, runs, node.life(), now.plus(CLAIM), now.plus(EARLY))));
        runs.forEach(full::leave);
        return claimed;
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

    /**
     * How far a step has brought a run.
     *
     * @param next the run as it stands then, if it can go on at once
     * @param elsewhere whether somebody else goes on with it, or ends it
     */
    private record Progress(Optional<ClaimedRun> next, boolean elsewhere) {
        static final Progress ENDED = new Progress(Optional.empty(), false);
        static final Progress ELSEWHERE = new Progress(Optional.empty(), true);
    }

    /** Keeps this run's claim from running out. */
    void hold(long runId) {
        inHand.merge(runId, 1, Integer::sum);
    }

    void letGo(long runId) {
        inHand.computeIfPresent(runId, (run, bells) -> bells == 1 ? null : bells - 1);
    }

    /** Gives a claim back, to be rung for after the next start. */
    void giveBack(ClaimedRun run) {
        jdbi.useTransaction(handle -> RunRows.giveClaimBack(handle, run));
    }

    /** The runs worked on at this moment: only their claims are worth keeping. */
    Set<Long> inHand() {
        return Set.copyOf(inHand.keySet());
    }

    /** Does one step. */
    private Progress work(ClaimedRun run, Runnable over) {
        Optional<Workflow> workflow = outages.outlast(() -> rules.workflow(run.target()));
        if (workflow.isEmpty() || workflow.get().program().isEnd(run.step())) {
            outages.outlast(() -> miss(run, workflow.isPresent()));
            return Progress.ENDED;
        }
        missing.remove(run.target());
        Step step = workflow.get().program().step(run.step());
        Instant started = clock.instant();
        StepResult result = outages.outlast(() -> attempt(run, step));
        if (result instanceof StepResult.Full busy && full.keep(busy.target(), run)) {
            return Progress.ELSEWHERE;
        }
        try {
            return outages.outlast(() -> record(run, workflow.get(), step, result, started, over));
        } catch (Outages.Stopping stopping) {
            throw stopping;
        } catch (RuntimeException unrecordable) {
            outages.outlast(() -> unrecorded(run, step, unrecordable));
            return Progress.ENDED;
        }
    }

    /** Left as it is, the run would be swept up and its target called again, for ever. */
    private void unrecorded(ClaimedRun run, Step step, RuntimeException failure) {
        LOG.log(
                Level.ERROR,
                "SWH2008 Run " + run.id() + ", step " + step.name() + ": what came of it cannot be recorded",
                failure);
        String reason = "what came of the step cannot be recorded (" + Outage.kind(failure) + ")";
        giveUp(run, step.name(), "", reason, run.tries() + 1, handle -> {});
    }

    /** What is not defined may be defined again soon: somebody edits, or a directory is not mounted yet. */
    private void miss(ClaimedRun run, boolean defined) {
        Instant now = clock.instant();
        String reason = defined
                ? "workflow " + run.target() + " has no step " + (run.step() + 1) + " any more"
                : "workflow " + run.target() + " is not defined any more";
        if (missing.computeIfAbsent(run.target(), workflow -> now).plus(MISSED).isAfter(now)) {
            wait(run, run.tries(), now.plus(LOOK_AGAIN), reason, handle -> {});
        } else {
            giveUp(run, "", "", reason, run.tries(), handle -> {});
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

    private Progress record(
            ClaimedRun run, Workflow workflow, Step step, StepResult result, Instant started, Runnable over) {
        if (result instanceof StepResult.Done done) {
            return done(run, workflow, step, done, started, over);
        }
        if (result instanceof StepResult.Failed failed) {
            failed(run, step, failed, started);
        } else if (result instanceof StepResult.Later later) {
            rest(run, later);
        } else if (result instanceof StepResult.Full busy) {
            park(run, busy.target());
        }
        return Progress.ENDED;
    }

    private Progress done(
            ClaimedRun run, Workflow workflow, Step step, StepResult.Done done, Instant started, Runnable over) {
        Instant now = clock.instant();
        int next = workflow.program().next(run.step());
        JsonObject variables = merged(run.variables(), done.output());
        Attempt attempt = attempt(run, step, done.target(), "done", done.summary(), started, now);
        if (workflow.program().isEnd(next)) {
            endings.add(new Ending(
                    new Success(run, attempt, done.writes()),
                    over,
                    unrecordable -> outages.outlast(() -> unrecorded(run, step, unrecordable))));
            return Progress.ELSEWHERE;
        }
        boolean held = transactions.of(run.id(), handle -> {
            boolean mine = RunRows.advance(handle, run, next, JsonText.text(variables));
            if (mine) {
                AttemptRows.insert(handle, List.of(attempt));
                writes.write(handle, run, done.writes());
            }
            return mine;
        });
        if (!held) {
            return Progress.ENDED;
        }
        ClaimedRun further = new ClaimedRun(
                run.id(),
                run.kind(),
                run.target(),
                run.line(),
                next,
                0,
                run.owner(),
                variables,
                run.createdAt(),
                run.event());
        return new Progress(Optional.of(further), false);
    }

    private void failed(ClaimedRun run, Step step, StepResult.Failed failed, Instant started) {
        Instant now = clock.instant();
        int tries = run.tries() + 1;
        Attempt failure = attempt(run, step, failed.target(), "failed", failed.reason(), started, now);
        Consumer<Handle> attempt = handle -> AttemptRows.insert(handle, List.of(failure));
        RetryDecision decision = RetryDecision.next(
                retry.get().with(step.retry()), tries, failed.retryable(), failed.retryAfter(), now, random);
        if (decision instanceof RetryDecision.Again again) {
            wait(run, tries, again.due(), failed.reason(), attempt);
        } else if (decision instanceof RetryDecision.GiveUp giveUp) {
            giveUp(run, step.name(), failed.target(), failed.reason() + "; " + giveUp.reason(), tries, attempt);
        }
    }

    private void wait(ClaimedRun run, int tries, Instant due, String reason, Consumer<Handle> ifHeld) {
        Instant now = clock.instant();
        boolean soon = !due.isAfter(now.plus(InboundEngine.AHEAD));
        boolean held = transactions.of(run.id(), handle -> {
            boolean mine = RunRows.postpone(handle, run, tries, due, soon, reason, now);
            if (mine) {
                ifHeld.accept(handle);
            }
            return mine;
        });
        if (held && soon) {
            ringer.ringForWorkflows(List.of(new Bell(run.id(), run.kind(), run.target(), tries, due)));
        }
    }

    /** Its target is left alone for a while; that uses up no attempt. */
    private void rest(ClaimedRun run, StepResult.Later later) {
        wait(run, run.tries(), later.due(), later.reason(), handle -> {});
    }

    private void park(ClaimedRun run, String target) {
        Instant now = clock.instant();
        boolean held = transactions.of(
                run.id(),
                handle -> RunRows.postpone(
                        handle, run, run.tries(), now, true, target + " has all the calls it may have", now));
        if (held) {
            full.park(target, run.id());
        }
    }

    private void giveUp(
            ClaimedRun run, String step, String address, String reason, int tries, Consumer<Handle> ifHeld) {
        Instant now = clock.instant();
        boolean held = transactions.of(run.id(), handle -> {
            boolean mine = RunRows.finish(handle, run, "failed", tries, reason, now);
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

    private static Attempt attempt(
            ClaimedRun run, Step step, String address, String outcome, String detail, Instant started, Instant now) {
        return new Attempt(run.id(), step.name(), run.tries() + 1, address, outcome, detail, started, now);
    }

    private static JsonObject merged(JsonObject variables, JsonObject output) {
        return output.isEmpty()
                ? variables
                : JsonText.object(variables).addAll(JsonText.object(output)).build();
    }
}
