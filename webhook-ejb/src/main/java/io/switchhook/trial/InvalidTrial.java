package io.switchhook.trial;

/** A trial that cannot be made as asked. */
public final class InvalidTrial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** What is wrong with it. */
    public enum Kind {
        /** It is no JSON object within the bounds. */
        BODY,
        /** The event cannot be one. */
        EVENT,
        /** The trigger cannot be one. */
        TRIGGER,
        /** There is no stored event of this id. */
        UNKNOWN_EVENT,
        /** Who asks may not. */
        DENIED
    }

    InvalidTrial(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What was found and what is allowed. */
    public String detail() {
        return getMessage();
    }
}
