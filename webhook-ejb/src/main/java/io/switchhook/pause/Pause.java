package io.switchhook.pause;

import java.time.Instant;
import java.util.Locale;

/**
 * Something an administrator has stopped for a while.
 *
 * @param name of the source or subscriber, or the target as {@code scheme://host:port}
 * @param by who did it
 */
public record Pause(Kind kind, String name, String by, Instant since) {

    /** What can be paused. */
    public enum Kind {
        /** Where calls go: it is called no more. */
        TARGET,
        /** Where requests come from: its hook takes nothing. */
        SOURCE,
        /** Who is handed events: they wait for it. */
        SUBSCRIBER;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String column) {
            return valueOf(column.toUpperCase(Locale.ROOT));
        }
    }

    /** Why a run waits for a paused target, for people; the same for all, since those that wait are found by it. */
    public static String reason(String target) {
        return target + " is paused by an administrator";
    }
}
