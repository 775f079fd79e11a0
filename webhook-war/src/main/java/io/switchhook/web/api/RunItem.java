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
    "status",
    "step",
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
    public final String status;
    public final int step;
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
        status = run.status();
        step = run.step();
        tries = run.tries();
        due = run.due();
        reason = run.reason();
        created = run.created();
        finished = run.finished().orElse(null);
        attempts = run.attempts().stream().map(AttemptItem::new).toList();
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
