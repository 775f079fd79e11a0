package io.switchhook.target;

import java.io.IOException;

/** Carries the reason why there is no connection through the HTTP client. */
final class NotConnected extends IOException {
    /** Why. */
    enum Why {
        /** No address of the host may be connected to. */
        REFUSED,
        /** The connect time-out has passed. */
        TIMED_OUT,
        /** The target did not take the connection, or broke it off. */
        BROKEN,
        /** Something else that an immediate repeat would not change. */
        OTHER
    }

    private final Why why;

    NotConnected(Why why, String message, Throwable cause) {
        super(message, cause);
        this.why = why;
    }

    Why why() {
        return why;
    }
}
