package io.switchhook.memory;

/** A variable that is not set or forgotten as asked. */
public class VariableRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** Name, value or subject cannot be one. */
        INVALID,
        /** A definition says what it is. */
        READ_ONLY,
        /** There are as many as there may be. */
        TOO_MANY
    }

    VariableRefused(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Why; the message says what was found and what is allowed. */
    public Reason reason() {
        return reason;
    }
}
