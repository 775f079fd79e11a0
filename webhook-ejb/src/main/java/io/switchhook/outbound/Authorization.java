package io.switchhook.outbound;

import io.switchhook.credential.Credential;
import java.time.Instant;
import java.util.Optional;

/** Whether a request may say who sends it, and how. */
public sealed interface Authorization {

    /**
     * It may.
     *
     * @param carried what it carries; empty for nothing
     * @param grant the login behind it, where there was one
     */
    record Ready(Optional<Credential> carried, Optional<Grant> grant) implements Authorization {
        /** Nobody in particular. */
        public static final Ready NOBODY = new Ready(Optional.empty(), Optional.empty());
    }

    /** What does not let it. */
    sealed interface Missing extends Authorization {

        /** Where the login goes. */
        String target();
    }

    /**
     * The login failed.
     *
     * @param reason for people, without secrets
     * @param retryable whether another attempt may help
     * @param retryAfter not before this time, where the login's target said so
     */
    record Failed(String target, String reason, boolean retryable, Optional<Instant> retryAfter) implements Missing {}

    /** Nobody logs in now, because it failed too often in a row; again at {@code due}. */
    record Resting(String target, String reason, Instant due) implements Missing {}

    /** As many log in as may. */
    record Full(String target) implements Missing {}
}
