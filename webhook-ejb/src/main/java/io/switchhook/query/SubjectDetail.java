package io.switchhook.query;

import java.time.Instant;
import java.util.List;

/**
 * A subject with what is known of it now.
 *
 * @param subject its name
 * @param events how many events about it are kept
 * @param variables in the order of their names
 * @param lastEvents newest first, at most {@link StoredSubjects#LAST_EVENTS}
 * @param openRuns oldest first, at most {@link StoredSubjects#OPEN_RUNS}
 */
public record SubjectDetail(
        String subject,
        long events,
        List<VariableView> variables,
        List<EventSummary> lastEvents,
        List<OpenRun> openRuns) {
    public SubjectDetail {
        variables = List.copyOf(variables);
        lastEvents = List.copyOf(lastEvents);
        openRuns = List.copyOf(openRuns);
    }

    /**
     * A run that is not finished.
     *
     * @param eventId of the event that it was started by
     * @param trigger empty for a delivery to a subscriber
     * @param due when it goes on, or last went on
     */
    public record OpenRun(
            long id,
            String kind,
            String target,
            String trigger,
            String status,
            int step,
            int tries,
            Instant due,
            String reason,
            Instant created,
            String eventId) {}
}
