package io.switchhook.query;

import io.switchhook.query.RunView.AttemptView;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A run with all that is known of it.
 *
 * @param variables as they stand now, masked
 * @param deadLetter number of its dead letter
 * @param attempts oldest first
 */
public record RunDetail(
        RunSummary summary, JsonObject variables, Optional<Long> deadLetter, List<RecordedAttempt> attempts) {
    public RunDetail {
        attempts = List.copyOf(attempts);
    }

    /**
     * One try of a step.
     *
     * @param exchange request and response as far as they were recorded, masked
     */
    public record RecordedAttempt(AttemptView attempt, Optional<JsonObject> exchange) {}
}
