package io.switchhook.web.api;

import io.switchhook.query.EventDetail;
import io.switchhook.query.RunView;
import io.switchhook.trial.Trial;
import jakarta.json.JsonArray;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;
import java.util.stream.Collectors;

/** An event, what became of it, and what each trigger about its topic says to it. */
@JsonbPropertyOrder({"event", "rulesInForce", "explanation", "matchedTriggers", "unmatchedTriggers", "omitted"})
public final class StoryDocument implements Document {
    public final EventDocument event;

    /** Of when the rules are that explain it. */
    public final String rulesInForce = "now";

    public final String explanation;
    public final JsonArray matchedTriggers;
    public final JsonArray unmatchedTriggers;

    /** Number of triggers that do not match and are left out; null, and so left out, where there are none. */
    public final Integer omitted;

    StoryDocument(EventDetail detail, Trial trial) {
        event = new EventDocument(detail);
        explanation =
                "Explained by the rules in force now, which may not be those in force when the event came; what it"
                        + " started then is in its runs.";
        Map<String, Long> runs = detail.runs().stream()
                .filter(run -> !run.trigger().isEmpty())
                .collect(Collectors.toMap(RunView::trigger, RunView::id, (first, later) -> first));
        matchedTriggers = TrialJson.all(trial.matched(), runs);
        unmatchedTriggers = TrialJson.all(trial.unmatched(), runs);
        omitted = trial.omitted() == 0 ? null : trial.omitted();
    }
}
