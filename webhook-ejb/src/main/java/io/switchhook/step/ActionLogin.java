package io.switchhook.step;

import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActionRuns;
import io.switchhook.dataaction.DataActions;
import io.switchhook.dataaction.Operation;
import io.switchhook.dataaction.Outcome;
import io.switchhook.dataaction.Preparation;
import io.switchhook.dataaction.Recorder;
import io.switchhook.outbound.Authorization;
import io.switchhook.outbound.Authorization.Ready;
import io.switchhook.outbound.Grant;
import io.switchhook.outbound.Logins;
import io.switchhook.outbound.Outbound;
import io.switchhook.target.CallResult;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetAddress;
import io.switchhook.workflow.NotReady;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Who data actions call as: their credential, and what another data action gave that logs in for them ({@code authAction}). That one is
 * run with an empty input and with its own credential, or the one of the action it logs in for; it has no login of its own.
 */
final class ActionLogin {
    private final DataActions actions;
    private final DataActionRuns runs;
    private final ActionCall requests;
    private final GuardedCalls calls;
    private final Outbound outbound;
    private final Clock clock;

    ActionLogin(
            DataActions actions,
            DataActionRuns runs,
            ActionCall requests,
            GuardedCalls calls,
            Outbound outbound,
            Clock clock) {
        this.actions = actions;
        this.runs = runs;
        this.requests = requests;
        this.calls = calls;
        this.outbound = outbound;
        this.clock = clock;
    }

    /**
     * What a run of the action may say and use.
     *
     * @param refused what the target does not take, though it should last longer
     * @throws io.switchhook.config.InvalidSetting if the credential is not as it must be
     */
    Authorization authorize(DataAction action, Optional<Grant> refused) {
        if (action.authAction().isEmpty()) {
            return requests.authorization(action, refused);
        }
        Authorization own = requests.authorization(action, Optional.empty());
        if (!(own instanceof Ready carrying)) {
            return own;
        }
        Authorization login = login(action.authAction().get(), action.credential(), refused);
        return login instanceof Ready ready ? new Ready(carrying.carried(), ready.grant()) : login;
    }

    private Authorization login(String id, Optional<String> credential, Optional<Grant> refused) {
        String shown = "login by data action " + id;
        Optional<DataAction> found;
        try {
            found = actions.dataAction(id).map(action -> withCredential(action, credential));
        } catch (NotReady notReady) {
            return new Authorization.Failed("", shown + ": " + notReady.getMessage(), true, Optional.empty());
        }
        if (found.isEmpty()) {
            return new Authorization.Failed("", shown + ", which does not exist", false, Optional.empty());
        }
        DataAction action = found.get();
        Authorization carried = requests.authorization(action, Optional.empty());
        return carried instanceof Ready ready ? login(shown, action, ready, refused) : carried;
    }

    private static DataAction withCredential(DataAction action, Optional<String> otherwise) {
        return new DataAction(
                action.id(),
                action.name(),
                action.secure(),
                action.credential().or(() -> otherwise),
                action.authAction(),
                action.input(),
                action.request(),
                action.response(),
                action.output(),
                action.timeout(),
                action.document());
    }

    private Authorization login(String shown, DataAction action, Ready carried, Optional<Grant> refused) {
        DataActionRuns.Run run =
                runs.begin(action, JsonObject.EMPTY_JSON_OBJECT, requests.secrets(action, carried), Recorder.NONE);
        Preparation preparation = run.prepare();
        if (!(preparation instanceof Preparation.Ready ready)) {
            String why = ((Preparation.Failed) preparation).failure().message();
            return new Authorization.Failed("", shown + " " + why, false, Optional.empty());
        }
        String target = TargetAddress.of(ready.request().uri()).toString();
        // Other definitions or settings make another request, and so another login.
        Logins.Login login =
                new Logins.Login(action.id() + " as " + action.credential().orElse("nobody"), ready.request(), target);
        return outbound.login(login, refused, () -> fetch(shown, action, run, ready, carried, target));
    }

    private Logins.Result fetch(
            String shown,
            DataAction action,
            DataActionRuns.Run run,
            Preparation.Ready ready,
            Ready carried,
            String target) {
        Instant asked = clock.instant();
        CallResult result = calls.call(target, () -> requests.of(Map.of(), action, ready.request(), carried.carried()));
        if (result instanceof CallResult.Answered answered) {
            Outcome outcome = run.finish(ActionCall.received(answered.answer()));
            if (outcome instanceof Outcome.Success success && success.result() instanceof JsonObject answer) {
                return new Logins.Result.Granted(Grant.of(answer, asked));
            }
            return failed(target, shown + why(outcome), true);
        }
        if (result instanceof CallResult.Unanswered unanswered) {
            run.finish(new Answer.Missing(unanswered.reason(), unanswered.timedOut()));
            return failed(target, shown + ", " + target + ": " + unanswered.reason(), unanswered.retryable());
        }
        if (result instanceof CallResult.Resting resting) {
            return new Logins.Result.Denied(new Authorization.Resting(target, resting.reason(), resting.due()));
        }
        return new Logins.Result.Denied(new Authorization.Full(target));
    }

    private static String why(Outcome outcome) {
        if (!(outcome instanceof Outcome.Failure failure)) {
            return ": what it gives is no object";
        }
        // What a schema says of the result may quote it.
        return failure.operation() == Operation.CHECK_OUTPUT
                ? " cannot " + failure.operation().text()
                : " " + failure.message();
    }

    private static Logins.Result failed(String target, String reason, boolean retryable) {
        return new Logins.Result.Denied(new Authorization.Failed(target, reason, retryable, Optional.empty()));
    }
}
