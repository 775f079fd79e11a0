package io.switchhook.httprequest;

import io.switchhook.outbound.Authorization;
import io.switchhook.workflow.StepResult;

/** What came of a step that could not log in. */
public final class WithoutLogin {
    private WithoutLogin() {}

    /** The result of the attempt, of which the login's target is the one it got to. */
    public static StepResult result(Authorization.Missing missing) {
        if (missing instanceof Authorization.Failed failed) {
            return new StepResult.Failed(failed.target(), failed.reason(), failed.retryable(), failed.retryAfter());
        }
        if (missing instanceof Authorization.Resting resting) {
            return new StepResult.Later(resting.target(), resting.reason(), resting.due());
        }
        return new StepResult.Full(missing.target());
    }
}
