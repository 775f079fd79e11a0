package io.switchhook.engine;

import io.switchhook.api.wire.JsonText;
import io.switchhook.engine.Endings.Ending;
import io.switchhook.retry.RetryDecision;
import io.switchhook.retry.RetrySettings;
import io.switchhook.store.AttemptRows;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.EndedRows.Ended;
import io.switchhook.store.HeldRunRows;
import io.switchhook.store.Outage;
import io.switchhook.workflow.OnFailure;
import io.switchhook.workflow.Program;
import io.switchhook.workflow.Step;
import io.switchhook.workflow.StepResult;
import io.switchhook.workflow.Walk;
import io.switchhook.workflow.Write;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Records what came of steps, and where their runs go on. */
@ApplicationScoped
public class StepResults {
    private static final Logger LOG = System.getLogger(RunEngine.class.getName());

    private final RunTransactions transactions;
    private final Endings endings;
    private final RunWrites writes;
    private final RunPauses pauses;
    private final GivenUp givenUp;
    private final Supplier<RetrySettings> retry;
    private final Outages outages;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    public StepResults(
            RunTransactions transactions,
            Endings endings,
            RunWrites writes,
            RunPauses pauses,
            GivenUp givenUp,
            Supplier<RetrySettings> retry,
            Outages outages,
            Clock clock,
            RandomGenerator random) {
        this.transactions = transactions;
        this.endings = endings;
        this.writes = writes;
        this.pauses = pauses;
        this.givenUp = givenUp;
        this.retry = retry;
        this.outages = outages;
        this.clock = clock;
        this.random = random;
    }

    protected StepResults() {
        this(null, null, null, null, null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * A run at a step.
     *
     * @param run as it stands at the step
     * @param over run when nobody works on it any more, if the run is ended elsewhere
     */
    record Turn(ClaimedRun run, Program program, Step step, Runnable over) {
        Attempt attempt(String address, String outcome, String detail, Instant started, Instant now) {
            return new Attempt(run.id(), step.name(), run.tries() + 1, address, outcome, detail, started, now);
        }
    }

    /**
     * How far a turn has brought a run.
     *
     * @param next the run as it stands then, if it can go on at once
     * @param elsewhere whether somebody else goes on with it, or ends it
     */
    record Progress(Optional<ClaimedRun> next, boolean elsewhere) {
        static final Progress ENDED = new Progress(Optional.empty(), false);
        static final Progress ELSEWHERE = new Progress(Optional.empty(), true);
    }

    /** Records what came of an attempt; a run whose claim was lost meanwhile stays as it is. */
    Progress record(Turn turn, StepResult result, Instant started) {
        Instant now = clock.instant();
        ClaimedRun run = turn.run();
        if (result instanceof StepResult.Done done) {
            Attempt attempt = turn.attempt(done.target(), "done", done.summary(), started, now)
                    .with(done.recorded());
            int next = turn.program().next(run.step());
            return goOn(turn, next, merged(run.variables(), done.output()), List.of(attempt), done.writes());
        }
        if (result instanceof StepResult.Failed failed) {
            return failed(turn, failed, started, now);
        }
        if (result instanceof StepResult.End end) {
            String detail =
                    (end.succeeded() ? "succeeded" : "failed") + (end.reason().isEmpty() ? "" : ": " + end.reason());
            List<Attempt> attempts = List.of(turn.attempt("", "done", detail, started, now));
            return end(turn, new Ended(run, end.succeeded(), end.reason(), attempts, List.of()));
        }
        if (result instanceof StepResult.Later later) {
            rest(run, later);
        } else if (result instanceof StepResult.Full busy) {
            pauses.park(run, busy.target());
        }
        return Progress.ENDED;
    }

    /** Its target is left alone for a while; that uses up no attempt. */
    private void rest(ClaimedRun run, StepResult.Later later) {
        pauses.until(later.due(), run, run.tries(), later.reason(), handle -> {});
    }

    /** Records the steps that a run has passed over. */
    Progress passed(Turn turn, Walk walk) {
        Instant now = clock.instant();
        List<Attempt> attempts = walk.passed().stream()
                .map(one -> new Attempt(
                        turn.run().id(),
                        one.step().name(),
                        1,
                        "",
                        one.skipped() ? "skipped" : "done",
                        one.detail(),
                        now,
                        now))
                .toList();
        return goOn(turn, walk.position(), turn.run().variables(), attempts, List.of());
    }

    /** Left as it is, the run would be swept up and its target called again, for ever. */
    void unrecorded(ClaimedRun run, Step step, RuntimeException failure) {
        LOG.log(
                Level.ERROR,
                "SWH2008 Run " + run.id() + ", step " + step.name() + ": what came of it cannot be recorded",
                failure);
        String reason = "what came of the step cannot be recorded (" + Outage.kind(failure) + ")";
        givenUp.giveUp(run, step.name(), "", reason, run.tries() + 1, handle -> {});
    }

    private Progress goOn(Turn turn, int next, JsonObject variables, List<Attempt> attempts, List<Write> toWrite) {
        ClaimedRun run = turn.run();
        if (turn.program().isEnd(next)) {
            return end(turn, new Ended(run, true, "", attempts, toWrite));
        }
        ClaimedRun further = run.at(next, turn.program().step(next).name(), 0).with(variables);
        boolean held = transactions.of(run.id(), handle -> {
            boolean mine = HeldRunRows.advance(handle, further);
            if (mine) {
                AttemptRows.insert(handle, attempts);
                writes.write(handle, run, toWrite);
            }
            return mine;
        });
        return held ? new Progress(Optional.of(further), false) : Progress.ENDED;
    }

    private Progress end(Turn turn, Ended ended) {
        endings.add(new Ending(
                ended,
                turn.over(),
                unrecordable -> outages.outlast(() -> unrecorded(turn.run(), turn.step(), unrecordable))));
        return Progress.ELSEWHERE;
    }

    private Progress failed(Turn turn, StepResult.Failed failed, Instant started, Instant now) {
        ClaimedRun run = turn.run();
        Step step = turn.step();
        int tries = run.tries() + 1;
        Attempt attempt = turn.attempt(failed.target(), "failed", failed.reason(), started, now)
                .with(failed.recorded());
        RetryDecision decision = RetryDecision.next(
                retry.get().with(step.retry()), tries, failed.retryable(), failed.retryAfter(), now, random);
        if (decision instanceof RetryDecision.Again again) {
            pauses.until(
                    again.due(), run, tries, failed.reason(), handle -> AttemptRows.insert(handle, List.of(attempt)));
            return Progress.ENDED;
        }
        String reason = failed.reason() + "; " + ((RetryDecision.GiveUp) decision).reason();
        if (step.head().onFailure() instanceof OnFailure.Stop) {
            givenUp.giveUp(
                    run,
                    step.name(),
                    failed.target(),
                    reason,
                    tries,
                    handle -> AttemptRows.insert(handle, List.of(attempt)));
            return Progress.ENDED;
        }
        JsonObject failure =
                JsonText.object().add("step", step.name()).add("reason", reason).build();
        JsonObject variables = merged(
                run.variables(), JsonText.object().add("failure", failure).build());
        return goOn(turn, turn.program().failed(run.step()), variables, List.of(attempt), List.of());
    }

    private static JsonObject merged(JsonObject variables, JsonObject output) {
        return output.isEmpty()
                ? variables
                : JsonText.object(variables).addAll(JsonText.object(output)).build();
    }
}
