package io.switchhook.target;

import io.switchhook.pause.Pause;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

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
     * Makes a call.
     *
     * @param <E> why it cannot be made
     */
    @FunctionalInterface
    public interface Making<E extends Exception> {
        TargetCall call() throws E;
    }

    /**
     * One call, or the reason why there was none.
     *
     * @param target as {@link TargetAddress#toString} says it
     * @param making asked when the call may begin: its time runs from there
     */
    public <E extends Exception> CallResult call(String target, Making<E> making) throws E {
        Admission admission = targets.enter(target);
        if (admission instanceof Admission.Resting resting) {
            return new CallResult.Resting(
                    target + " is left alone after " + resting.failures() + " failures in a row", resting.due());
        }
        if (admission instanceof Admission.Paused paused) {
            return new CallResult.Resting(Pause.reason(target), paused.due());
        }
        if (admission instanceof Admission.Granted granted) {
            try (Admission.Permit permit = granted.permit()) {
                return call(target, making.call(), permit);
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
