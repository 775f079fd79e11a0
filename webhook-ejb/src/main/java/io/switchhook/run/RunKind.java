package io.switchhook.run;

import java.util.Locale;

/** What a run executes. */
public enum RunKind {
    /** The steps of a workflow. */
    WORKFLOW,
    /** The delivery of an event to a subscriber. */
    SUBSCRIBER;

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static RunKind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}
