package io.switchhook.step;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.Credentials;
import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActionRuns;
import io.switchhook.dataaction.DataActions;
import io.switchhook.dataaction.Outcome;
import io.switchhook.dataaction.Preparation;
import io.switchhook.dataaction.Recorder;
import io.switchhook.dataaction.TypedInput;
import io.switchhook.httprequest.ExchangeRecords;
import io.switchhook.httprequest.RunHeaders;
import io.switchhook.httprequest.WithoutLogin;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.outbound.Authorization;
import io.switchhook.outbound.Authorization.Ready;
import io.switchhook.outbound.Outbound;
import io.switchhook.retry.RetryAfter;
import io.switchhook.retry.StatusPolicy;
import io.switchhook.target.CallResult;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetAnswer;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.template.TemplateFailure;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.velocity.VelocityTemplates;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.NotReady;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does the step {@code dataAction}: one run of the action, its call as guarded as that of a step {@code httpRequest}.
 *
 * <p>Another attempt may help after 408, 425, 429, 5xx and when there was no answer; not when an operation before or after the call fails:
 * the same input would make the same request, and the target has done its work.
 */
@ApplicationScoped
public class DataActionStepExecution {
    private final DataActions actions;
    private final DataActionRuns runs;
    private final JsonRendering rendering;
    private final ActionCall requests;
    private final ActionLogin logins;
    private final GuardedCalls calls;
    private final Clock clock;
    private final ExchangeRecords records;

    @Inject
    public DataActionStepExecution(
            DataActions actions,
            Templates templates,
            VelocityTemplates velocity,
            Credentials credentials,
            Targets targets,
            TargetConnection connection,
            Outbound outbound,
            Tuning tuning,
            Clock clock) {
        this.actions = actions;
        this.runs = new DataActionRuns(velocity);
        this.rendering = new JsonRendering(templates);
        this.requests = new ActionCall(credentials, outbound, tuning);
        this.calls = new GuardedCalls(targets, connection);
        this.logins = new ActionLogin(actions, runs, requests, calls, outbound, clock);
        this.clock = clock;
        this.records = new ExchangeRecords(tuning);
    }

    /** For the CDI client proxy. */
    protected DataActionStepExecution() {
        this(null, null, null, null, null, null, null, null, null);
    }

    /** One attempt of {@code step}. */
    public StepResult execute(DataActionStep step, RunContext context) {
        String shown = "data action " + step.action();
        Optional<DataAction> found;
        try {
            found = actions.dataAction(step.action());
        } catch (NotReady notReady) {
            return new StepResult.Failed("", shown + ": " + notReady.getMessage(), true, Optional.empty());
        }
        if (found.isEmpty()) {
            return failed("", shown + " does not exist");
        }
        DataAction action = found.get();
        JsonObject input;
        try {
            input = TypedInput.of(
                    rendering.object(step.input(), context), action.input().schema());
        } catch (TemplateFailure failure) {
            return failed("", shown + ", input: " + failure.getMessage());
        }
        return execute(step, context, action, input, shown);
    }

    private StepResult execute(
            DataActionStep step, RunContext context, DataAction action, JsonObject input, String shown) {
        try {
            Authorization authorization = logins.authorize(action, Optional.empty());
            return authorization instanceof Ready ready
                    ? call(step, context, action, input, ready, shown, true)
                    : withoutLogin(shown, authorization);
        } catch (InvalidSetting missing) {
            return failed("", shown + ", credential: " + missing.getMessage());
        } catch (IllegalArgumentException wrong) {
            return failed("", shown + ": " + wrong.getMessage());
        }
    }

    private StepResult call(
            DataActionStep step,
            RunContext context,
            DataAction action,
            JsonObject input,
            Ready authorization,
            String shown,
            boolean renewable) {
        DataActionRuns.Run run = runs.begin(action, input, requests.secrets(action, authorization), Recorder.NONE);
        Preparation preparation = run.prepare();
        if (!(preparation instanceof Preparation.Ready ready)) {
            return failed(
                    "",
                    shown + " " + ((Preparation.Failed) preparation).failure().message());
        }
        String target = TargetAddress.of(ready.request().uri()).toString();
        AtomicReference<TargetCall> made = new AtomicReference<>();
        CallResult result = calls.call(target, () -> {
            made.set(
                    requests.of(RunHeaders.of(step.name(), context), action, ready.request(), authorization.carried()));
            return made.get();
        });
        if (renewable && authorization.grant().isPresent() && isUnauthorized(result)) {
            // What the login gave was withdrawn before its time. The target has done nothing, so this is one attempt
            // still.
            Authorization renewed = logins.authorize(action, authorization.grant());
            return renewed instanceof Ready anew
                    ? call(step, context, action, input, anew, shown, false)
                    : withoutLogin(shown, renewed);
        }
        if (result instanceof CallResult.Answered answered) {
            StepResult read = answered(step, target, shown, run, answered.answer());
            return records.with(read, Optional.ofNullable(made.get()), Optional.of(answered.answer()), run::masked);
        }
        if (result instanceof CallResult.Unanswered unanswered) {
            run.finish(new Answer.Missing(unanswered.reason(), unanswered.timedOut()));
            String reason = shown + ", " + target + ": " + unanswered.reason();
            StepResult failed = new StepResult.Failed(target, reason, unanswered.retryable(), Optional.empty());
            return records.with(failed, Optional.ofNullable(made.get()), Optional.empty(), run::masked);
        }
        if (result instanceof CallResult.Resting resting) {
            return new StepResult.Later(target, resting.reason(), resting.due());
        }
        return new StepResult.Full(target);
    }

    private static StepResult withoutLogin(String shown, Authorization missing) {
        StepResult result = WithoutLogin.result((Authorization.Missing) missing);
        return result instanceof StepResult.Failed failed
                ? new StepResult.Failed(
                        failed.target(), shown + ", " + failed.reason(), failed.retryable(), failed.retryAfter())
                : result;
    }

    static boolean isUnauthorized(CallResult result) {
        return result instanceof CallResult.Answered answered
                && answered.answer().status() == 401;
    }

    private StepResult answered(
            DataActionStep step, String target, String shown, DataActionRuns.Run run, TargetAnswer answer) {
        Outcome outcome = run.finish(ActionCall.received(answer));
        if (outcome instanceof Outcome.Success success) {
            return new StepResult.Done(target, shown + ": " + answer.status(), output(step, success.result()));
        }
        String reason = shown + " " + ((Outcome.Failure) outcome).message();
        boolean retryable = StatusPolicy.of(answer.status()) == StatusPolicy.RETRY;
        Instant now = clock.instant();
        return new StepResult.Failed(
                target,
                reason,
                retryable,
                answer.retryAfter().filter(value -> retryable).flatMap(value -> RetryAfter.parse(value, now)));
    }

    private static StepResult failed(String target, String reason) {
        return new StepResult.Failed(target, reason, false, Optional.empty());
    }

    private static JsonObject output(DataActionStep step, JsonValue result) {
        JsonObjectBuilder variables = JsonText.object();
        step.output()
                .forEach((variable, path) ->
                        FieldPath.of(path).read(result).ifPresent(value -> variables.add(variable, value)));
        return variables.build();
    }
}
