package io.switchhook.step;

import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.Credentials;
import io.switchhook.dataaction.ActionRequest;
import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActionRuns;
import io.switchhook.dataaction.DataActions;
import io.switchhook.dataaction.Operation;
import io.switchhook.dataaction.OperationLog;
import io.switchhook.dataaction.Outcome;
import io.switchhook.outbound.Authorization;
import io.switchhook.outbound.Authorization.Ready;
import io.switchhook.outbound.Grant;
import io.switchhook.outbound.Outbound;
import io.switchhook.target.CallResult;
import io.switchhook.target.GuardedCalls;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.tuning.Tuning;
import io.switchhook.velocity.VelocityTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Runs a data action once for whoever writes it, and tells what became of each operation. The target is really called. */
@ApplicationScoped
public class DataActionTrial {
    private static final String FULL = "the target has as many calls as it may have";

    private final DataActionRuns runs;
    private final ActionCall requests;
    private final ActionLogin logins;
    private final GuardedCalls calls;

    @Inject
    public DataActionTrial(
            DataActions actions,
            VelocityTemplates velocity,
            Credentials credentials,
            Targets targets,
            TargetConnection connection,
            Outbound outbound,
            Tuning tuning,
            Clock clock) {
        this.runs = new DataActionRuns(velocity);
        this.requests = new ActionCall(credentials, outbound, tuning);
        this.calls = new GuardedCalls(targets, connection);
        this.logins = new ActionLogin(actions, runs, requests, calls, outbound, clock);
    }

    /** For the CDI client proxy. */
    protected DataActionTrial() {
        this(null, null, null, null, null, null, null, null);
    }

    /**
     * The answer of a test as Genesys Cloud gives it, without secrets; see {@link OperationLog#report}. A login that fails is a call that
     * fails; one that the target does not take any more (401) is made anew once, and the second call is told.
     */
    public JsonObject run(DataAction action, JsonObject input) {
        Authorization first = authorization(action, Optional.empty());
        if (!(first instanceof Ready ready)) {
            return notLoggedIn((Authorization.Missing) first);
        }
        Trial trial = new Trial(action, ready);
        JsonObject report = trial.run(input);
        if (!trial.unauthorized || ready.grant().isEmpty()) {
            return report;
        }
        Authorization renewed = authorization(action, ready.grant());
        return renewed instanceof Ready anew
                ? new Trial(action, anew).run(input)
                : notLoggedIn((Authorization.Missing) renewed);
    }

    private static JsonObject notLoggedIn(Authorization.Missing missing) {
        String reason = missing instanceof Authorization.Failed failed
                ? failed.reason()
                : missing instanceof Authorization.Resting resting ? resting.reason() : FULL;
        return new OperationLog().report(new Outcome.Failure(Operation.CALL, reason));
    }

    private Authorization authorization(DataAction action, Optional<Grant> refused) {
        try {
            return logins.authorize(action, refused);
        } catch (InvalidSetting missing) {
            return new Authorization.Failed("", "credential: " + missing.getMessage(), false, Optional.empty());
        } catch (IllegalArgumentException wrong) {
            return new Authorization.Failed("", String.valueOf(wrong.getMessage()), false, Optional.empty());
        }
    }

    /** One run of it. */
    private final class Trial {
        private final DataAction action;
        private final Ready authorization;
        private boolean unauthorized;

        Trial(DataAction action, Ready authorization) {
            this.action = action;
            this.authorization = authorization;
        }

        JsonObject run(JsonObject input) {
            OperationLog log = new OperationLog();
            return log.report(runs.run(action, input, requests.secrets(action, authorization), log, this::answer));
        }

        private Answer answer(ActionRequest request) {
            CallResult result;
            try {
                String target = TargetAddress.of(request.uri()).toString();
                result = calls.call(target, () -> requests.of(Map.of(), action, request, authorization.carried()));
            } catch (InvalidSetting missing) {
                return new Answer.Missing("credential: " + missing.getMessage(), false);
            } catch (IllegalArgumentException wrong) {
                return new Answer.Missing(String.valueOf(wrong.getMessage()), false);
            }
            unauthorized = DataActionStepExecution.isUnauthorized(result);
            return answer(result);
        }

        private Answer answer(CallResult result) {
            if (result instanceof CallResult.Answered answered) {
                return ActionCall.received(answered.answer());
            }
            if (result instanceof CallResult.Unanswered unanswered) {
                return new Answer.Missing(unanswered.reason(), unanswered.timedOut());
            }
            if (result instanceof CallResult.Resting resting) {
                return new Answer.Missing(resting.reason(), false);
            }
            return new Answer.Missing(FULL, false);
        }
    }
}
