package io.switchhook.web.api;

import io.switchhook.query.RunView;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;

/** One execution of a workflow, or one delivery to a subscriber. */
@JsonbPropertyOrder({
    "id",
    "kind",
    "target",
    "trigger",
    "triggerVersion",
    "workflowVersion",
    "status",
    "step",
    "stepName",
    "tries",
    "due",
    "reason",
    "created",
    "finished",
    "attempts"
})
public final class RunItem {
    public final long id;
    public final String kind;
    public final String target;
    public final String trigger;
    public final String triggerVersion;
    public final String workflowVersion;
    public final String status;
    public final int step;
    public final String stepName;
    public final int tries;
    public final Instant due;
    public final String reason;
    public final Instant created;
    public final Instant finished;
    public final List<AttemptItem> attempts;

    RunItem(RunView run) {
        id = run.id();
        kind = run.kind();
        target = run.target();
        trigger = run.trigger();
        triggerVersion = present(run.triggerVersion());
        workflowVersion = present(run.workflowVersion());
        status = run.status();
        step = run.step();
        stepName = present(run.stepName());
        tries = run.tries();
        due = run.due();
        reason = run.reason();
        created = run.created();
        finished = run.finished().orElse(null);
        attempts = run.attempts().stream().map(AttemptItem::new).toList();
    }

    private static String present(String text) {
        return text.isEmpty() ? null : text;
    }

    /** One try of a step. */
    @JsonbPropertyOrder({"step", "number", "target", "outcome", "detail", "started", "finished"})
    public static final class AttemptItem {
        public final String step;
        public final int number;
        public final String target;
        public final String outcome;
        public final String detail;
        public final Instant started;
        public final Instant finished;

        AttemptItem(RunView.AttemptView attempt) {
            step = attempt.step();
            number = attempt.number();
            target = attempt.target();
            outcome = attempt.outcome();
            detail = attempt.detail();
            started = attempt.started();
            finished = attempt.finished();
        }
    }
}
