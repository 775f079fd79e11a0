package io.switchhook.outbound;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * What a login gave. Its text form shows nothing of it.
 *
 * @param answer all of it
 * @param staleAt when to log in anew
 */
public record Grant(JsonObject answer, Instant staleAt) {

    /** Until shortly before its {@code expires_in} (seconds) is over, or for 5 minutes where it has none. */
    public static Grant of(JsonObject answer, Instant asked) {
        return new Grant(answer, TokenAnswer.staleAt(answer, asked));
    }

    @Override
    public String toString() {
        return "Grant[until " + staleAt + "]";
    }
}
