package io.switchhook.workflow;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of one attempt of a step. */
public sealed interface StepResult {

    /** Target called, for example {@code https://bot.example.com:443}; empty when it never came so far. */
    String target();

    /**
     * Done.
     *
     * @param summary for people, for example {@code 200 OK}
     * @param output is merged into the run's variables
     * @param writes are written to the store with it
     * @param recorded what was sent and received
     */
    record Done(String target, String summary, JsonObject output, List<Write> writes, Recorded recorded)
            implements StepResult {
        public Done {
            writes = List.copyOf(writes);
        }

        /** Nothing else is to be written. */
        public Done(String target, String summary, JsonObject output) {
            this(target, summary, output, List.of(), Recorded.NONE);
        }

        /** Without a target. */
        public static Done of(String summary, Write... writes) {
            return new Done("", summary, JsonObject.EMPTY_JSON_OBJECT, List.of(writes), Recorded.NONE);
        }
    }

    /**
     * Did not work out.
     *
     * @param reason for people, without secrets, for example {@code 503 Service Unavailable}
     * @param retryable whether another attempt may help
     * @param retryAfter not before this time, where the target said so
     * @param recorded what was sent and received
     */
    record Failed(String target, String reason, boolean retryable, Optional<Instant> retryAfter, Recorded recorded)
            implements StepResult {

        /** Nothing was sent. */
        public Failed(String target, String reason, boolean retryable, Optional<Instant> retryAfter) {
            this(target, reason, retryable, retryAfter, Recorded.NONE);
        }
    }

    /** Not tried and no attempt used: the target's breaker is open; try at {@code due}. */
    record Later(String target, String reason, Instant due) implements StepResult {}

    /** Not tried and no attempt used: the target has as many calls as it may have; it will be rung for when one ends. */
    record Full(String target) implements StepResult {}

    /**
     * Done, and its run ends with it.
     *
     * @param succeeded the run's outcome
     * @param reason for people, may be empty
     */
    record End(boolean succeeded, String reason) implements StepResult {
        @Override
        public String target() {
            return "";
        }
    }
}
