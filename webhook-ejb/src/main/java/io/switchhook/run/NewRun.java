package io.switchhook.run;

import java.time.Instant;

/**
 * A run to be stored.
 *
 * @param target id of the workflow or name of the subscriber
 * @param trigger id of the trigger, empty for a delivery
 * @param triggerVersion which content the trigger had; empty for a delivery
 * @param workflowVersion which content the workflow had; empty for a delivery
 * @param line what it waits behind, with kind and target
 * @param variables JSON text
 * @param standing how it begins
 * @param reason why it stands so, for people; may be empty
 */
public record NewRun(
        RunKind kind,
        String target,
        String trigger,
        String triggerVersion,
        String workflowVersion,
        String line,
        String variables,
        Instant due,
        Standing standing,
        String reason) {

    /** How a run begins. */
    public enum Standing {
        /** Behind others of its line. */
        BEHIND,
        /** For later, or until its subscriber may have it. */
        WAITING,
        /** Waiting, and whoever stores it rings for it. */
        RUNG,
        /** Claimed by whoever stores it, who goes on with it at once. */
        CLAIMED
    }
}
