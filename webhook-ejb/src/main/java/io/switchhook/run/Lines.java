package io.switchhook.run;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.workflow.Workflow;

/** What a run waits behind: runs of one workflow or subscriber with the same line follow each other. */
public final class Lines {

    private Lines() {}

    public static String of(Workflow workflow, EventRecord event) {
        return workflow.ordering() == Workflow.Ordering.NONE ? alone(event) : of(event);
    }

    public static String of(EventRecord event) {
        return event.subject().isEmpty() ? alone(event) : event.subject();
    }

    /** A line of its own: ids are unique, so nobody stands behind it. */
    private static String alone(EventRecord event) {
        return "#" + event.id();
    }
}
