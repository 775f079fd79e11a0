package io.switchhook.dataaction;

import jakarta.json.JsonValue;

/** How a run of a data action ended: as in Genesys Cloud success, failure or time-out. */
public sealed interface Outcome {

    /** The result keeps the contract. */
    record Success(JsonValue result) implements Outcome {}

    /** An operation failed; the reason is for people and has no secrets. */
    record Failure(Operation operation, String reason) implements Outcome {
        /** Operation and reason in one sentence. */
        public String message() {
            return "cannot " + operation.text() + ": " + reason;
        }
    }

    /** The target did not answer in time. */
    record TimedOut(String reason) implements Outcome {}
}
