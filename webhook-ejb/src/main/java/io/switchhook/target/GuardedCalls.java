package io.switchhook.target;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Calls targets as far as {@link Targets} lets them be called, and tells it what came of it. */
public final class GuardedCalls {
    private static final Logger LOG = System.getLogger(GuardedCalls.class.getName());

    private final Targets targets;
    private final TargetConnection connection;

    public GuardedCalls(Targets targets, TargetConnection connection) {
        this.targets = targets;
        this.connection = connection;
    }

    /**
     * One call, or the reason why there was none.
     *
     * @param target as {@link TargetAddress#toString} says it
     * @param call asked for when the call may begin: its time runs from there
     */
    public CallResult call(String target, Supplier<TargetCall> call) {
        Admission admission = targets.enter(target);
        if (admission instanceof Admission.Resting resting) {
            return new CallResult.Resting(
                    target + " is left alone after " + resting.failures() + " failures in a row", resting.due());
        }
        if (admission instanceof Admission.Granted granted) {
            try (Admission.Permit permit = granted.permit()) {
                return call(target, call.get(), permit);
            }
        }
        return new CallResult.Full();
    }

    private CallResult call(String target, TargetCall call, Admission.Permit permit) {
        try {
            TargetAnswer answer = connection.call(call);
            if (answer.status() >= 500 && answer.status() < 600) {
                permit.failed();
            } else {
                permit.answered();
            }
            return new CallResult.Answered(answer);
        } catch (CallFailed failure) {
            if (!failure.isRefused()) {
                permit.failed();
            }
            return new CallResult.Unanswered(failure.getMessage(), !failure.isRefused(), failure.isTimedOut());
        } catch (ConnectionFailed failure) {
            permit.failed();
            return new CallResult.Unanswered(failure.getMessage(), true, false);
        } catch (RuntimeException unexpected) {
            // From the container around the connection, for example a bulkhead configured on it.
            LOG.log(Level.WARNING, "SWH3004 A call of " + target + " was not made", unexpected);
            return new CallResult.Unanswered(
                    "not made (" + unexpected.getClass().getSimpleName() + ")", true, false);
        }
    }
}
