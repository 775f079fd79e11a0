package io.switchhook.step;

import io.switchhook.config.InvalidSetting;
import io.switchhook.credential.Credentials;
import io.switchhook.dataaction.ActionRequest;
import io.switchhook.dataaction.Answer;
import io.switchhook.dataaction.DataAction;
import io.switchhook.dataaction.DataActionRuns;
import io.switchhook.dataaction.OperationLog;
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
import java.util.Map;

/** Runs a data action once for whoever writes it, and tells what became of each operation. The target is really called. */
@ApplicationScoped
public class DataActionTrial {
    private final DataActionRuns runs;
    private final ActionCall requests;
    private final GuardedCalls calls;
    private final Tuning tuning;

    @Inject
    public DataActionTrial(
            VelocityTemplates velocity,
            Credentials credentials,
            Targets targets,
            TargetConnection connection,
            Tuning tuning) {
        this.runs = new DataActionRuns(velocity);
        this.requests = new ActionCall(credentials);
        this.calls = new GuardedCalls(targets, connection);
        this.tuning = tuning;
    }

    /** For the CDI client proxy. */
    protected DataActionTrial() {
        this(null, null, null, null, null);
    }

    /** The answer of a test as Genesys Cloud gives it, without secrets; see {@link OperationLog#report}. */
    public JsonObject run(DataAction action, JsonObject input) {
        OperationLog log = new OperationLog();
        return log.report(runs.run(
                action, input, field -> requests.field(action, field), log, request -> answer(action, request)));
    }

    private Answer answer(DataAction action, ActionRequest request) {
        CallResult result;
        try {
            String target = TargetAddress.of(request.uri()).toString();
            result = calls.call(target, () -> requests.of(Map.of(), action, request, tuning));
        } catch (InvalidSetting missing) {
            return new Answer.Missing("credential: " + missing.getMessage(), false);
        } catch (IllegalArgumentException wrong) {
            return new Answer.Missing(String.valueOf(wrong.getMessage()), false);
        }
        if (result instanceof CallResult.Answered answered) {
            return ActionCall.received(answered.answer());
        }
        if (result instanceof CallResult.Unanswered unanswered) {
            return new Answer.Missing(unanswered.reason(), unanswered.timedOut());
        }
        if (result instanceof CallResult.Resting resting) {
            return new Answer.Missing(resting.reason(), false);
        }
        return new Answer.Missing("the target has as many calls as it may have", false);
    }
}
