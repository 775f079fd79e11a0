package io.switchhook.run;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.workflow.Workflow;

/** What a run waits behind: runs of one workflow or subscriber with the same line follow each other. */
public final class Lines {

    private Lines() {}

    public static String of(Workflow workflow, EventRecord event) {
        return of(workflow.ordering(), event.subject(), event.id());
    }

    public static String of(EventRecord event) {
        return of(Workflow.Ordering.SUBJECT, event.subject(), event.id());
    }

    /**
     * The same without the event's content.
     *
     * @param ordering of the workflow; {@code SUBJECT} for a delivery
     */
    public static String of(Workflow.Ordering ordering, String subject, String eventId) {
        return ordering == Workflow.Ordering.NONE || subject.isEmpty() ? alone(eventId) : subject;
    }

    /** A line of its own: ids are unique, so nobody stands behind it. */
    private static String alone(String eventId) {
        return "#" + eventId;
    }
}
