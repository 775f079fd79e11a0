package io.switchhook.catalog;

/** A change that does not fit what is there; nothing was changed. */
public final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /** Why it does not fit. */
    public enum Kind {
        /** There is no such definition. */
        UNKNOWN,
        /** There is one already. */
        EXISTS,
        /** It is defined in a file, and changed there. */
        READ_ONLY,
        /** Somebody else has changed it. */
        CHANGED
    }

    Conflict(Kind kind, String detail) {
        super(detail);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
