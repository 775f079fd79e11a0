package io.switchhook.target;

/** A call that got no answer. The message is a sentence for people, without secrets. */
public final class CallFailed extends Exception {
    private final boolean refused;
    private final boolean timedOut;

    private CallFailed(String message, boolean refused, boolean timedOut, Throwable cause) {
        super(message, cause);
        this.refused = refused;
        this.timedOut = timedOut;
    }

    /** The target did not answer in a way that can be read. */
    static CallFailed unanswered(String message, Throwable cause) {
        return new CallFailed(message, false, false, cause);
    }

    /** The target did not answer in time. */
    static CallFailed timedOut(String message, Throwable cause) {
        return new CallFailed(message, false, true, cause);
    }

    /** We did not call: its address may not be connected to. */
    static CallFailed refused(String message, Throwable cause) {
        return new CallFailed(message, true, false, cause);
    }

    /** Whether it was us who refused; nothing is known of the target then. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether it took too long. */
    public boolean isTimedOut() {
        return timedOut;
    }
}
