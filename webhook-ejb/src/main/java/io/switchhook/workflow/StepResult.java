package io.switchhook.workflow;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What came of one attempt of a step. */
public sealed interface StepResult {

    /** Target called, for example {@code https://bot.example.com:443}; empty when it never came so far. */
    String target();

    /** Done; {@code output} is merged into the run's variables. {@code summary} for people, for example {@code 200 OK}. */
    record Done(String target, String summary, JsonObject output) implements StepResult {}

    /**
     * Did not work out.
     *
     * @param reason for people, without secrets, for example {@code 503 Service Unavailable}
     * @param retryable whether another attempt may help
     * @param retryAfter not before this time, where the target said so
     */
    record Failed(String target, String reason, boolean retryable, Optional<Instant> retryAfter)
            implements StepResult {}

    /** Not tried and no attempt used: the target's breaker is open; try at {@code due}. */
    record Later(String target, String reason, Instant due) implements StepResult {}

    /** Not tried and no attempt used: the target has as many calls as it may have; it will be rung for when one ends. */
    record Full(String target) implements StepResult {}
}
