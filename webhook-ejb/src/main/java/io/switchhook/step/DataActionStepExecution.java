package io.switchhook.step;

import io.switchhook.api.wire.JsonText;
import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.Credentials;
import io.switchhook.dataaction.ActionRequest;
import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActionRuns;
import io.switchhook.dataaction.DataActions;
import io.switchhook.dataaction.Outcome;
import io.switchhook.dataaction.Preparation;
import io.switchhook.dataaction.Recorder;
import io.switchhook.dataaction.TypedInput;
import io.switchhook.httprequest.RunHeaders;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.retry.RetryAfter;
import io.switchhook.retry.StatusPolicy;
import io.switchhook.target.CallResult;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetAnswer;
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
    private final GuardedCalls calls;
    private final Tuning tuning;
    private final Clock clock;

    @Inject
    public DataActionStepExecution(
            DataActions actions,
            Templates templates,
            VelocityTemplates velocity,
            Credentials credentials,
            Targets targets,
            TargetConnection connection,
            Tuning tuning,
            Clock clock) {
        this.actions = actions;
        this.runs = new DataActionRuns(velocity);
        this.rendering = new JsonRendering(templates);
        this.requests = new ActionCall(credentials);
        this.calls = new GuardedCalls(targets, connection);
        this.tuning = tuning;
        this.clock = clock;
    }

    /** For the CDI client proxy. */
    protected DataActionStepExecution() {
        this(null, null, null, null, null, null, null, null);
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
        DataActionRuns.Run run = runs.begin(action, input, field -> requests.field(action, field), Recorder.NONE);
        Preparation preparation = run.prepare();
        if (preparation instanceof Preparation.Ready ready) {
            return call(step, context, action, run, ready.request(), shown);
        }
        return failed(
                "", shown + " " + ((Preparation.Failed) preparation).failure().message());
    }

    private StepResult call(
            DataActionStep step,
            RunContext context,
            DataAction action,
            DataActionRuns.Run run,
            ActionRequest request,
            String shown) {
        String target;
        CallResult result;
        try {
            target = TargetAddress.of(request.uri()).toString();
            result =
                    calls.call(target, () -> requests.of(RunHeaders.of(step.name(), context), action, request, tuning));
        } catch (InvalidSetting missing) {
            return failed("", shown + ", credential: " + missing.getMessage());
        } catch (IllegalArgumentException wrong) {
            return failed("", shown + ": " + wrong.getMessage());
        }
        if (result instanceof CallResult.Answered answered) {
            return answered(step, target, shown, run, answered.answer());
        }
        if (result instanceof CallResult.Unanswered unanswered) {
            run.finish(new Answer.Missing(unanswered.reason(), unanswered.timedOut()));
            String reason = shown + ", " + target + ": " + unanswered.reason();
            return new StepResult.Failed(target, reason, unanswered.retryable(), Optional.empty());
        }
        if (result instanceof CallResult.Resting resting) {
            return new StepResult.Later(target, resting.reason(), resting.due());
        }
        return new StepResult.Full(target);
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
