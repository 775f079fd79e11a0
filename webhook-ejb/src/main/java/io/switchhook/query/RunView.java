package io.switchhook.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One execution of a workflow, or one delivery to a subscriber.
 *
 * @param id number of the run
 * @param kind {@code workflow} or {@code subscriber}
 * @param target id of the workflow, name of the subscriber
 * @param trigger id of the trigger that started it; empty for a delivery
 * @param triggerVersion which content the trigger had then; empty where it is not known
 * @param workflowVersion which content the workflow had when the run began; empty where it is not known
 * @param status {@code waiting}, {@code running}, {@code succeeded} or {@code failed}
 * @param step position of the step it is at, from 0
 * @param stepName name of that step; empty for a run that has not begun
 * @param tries attempts of that step that count
 * @param due when it goes on, or last went on
 * @param reason why it stands as it does, for people; may be empty
 * @param created when it was made
 * @param finished when it came to its end
 * @param attempts oldest first
 */
public record RunView(
        long id,
        String kind,
        String target,
        String trigger,
        String triggerVersion,
        String workflowVersion,
        String status,
        int step,
        String stepName,
        int tries,
        Instant due,
        String reason,
        Instant created,
        Optional<Instant> finished,
        List<AttemptView> attempts) {
    public RunView {
        attempts = List.copyOf(attempts);
    }

    /** The same with attempts before its own. */
    RunView after(List<AttemptView> earlier) {
        return new RunView(
                id,
                kind,
                target,
                trigger,
                triggerVersion,
                workflowVersion,
                status,
                step,
                stepName,
                tries,
                due,
                reason,
                created,
                finished,
                Stream.concat(earlier.stream(), attempts.stream()).toList());
    }

    /**
     * One try of a step.
     *
     * @param step name of the step
     * @param number counted from 1 per step
     * @param target where it went
     * @param outcome {@code done}, {@code failed}, {@code skipped} or {@code interrupted}
     * @param detail for people, for example {@code 503 Service Unavailable}
     * @param started when it began
     * @param finished when it ended
     */
    public record AttemptView(
            String step, int number, String target, String outcome, String detail, Instant started, Instant finished) {}
}
