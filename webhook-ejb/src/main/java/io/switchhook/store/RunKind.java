package io.switchhook.store;

import java.util.Locale;

/** What a run executes. */
public enum RunKind {
    /** The steps of a workflow. */
    WORKFLOW,
    /** The delivery of an event to a subscriber. */
    SUBSCRIBER;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunKind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
