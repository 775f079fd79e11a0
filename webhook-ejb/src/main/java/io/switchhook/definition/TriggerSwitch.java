package io.switchhook.definition;

import java.time.Instant;

/**
 * What an administrator decided about a trigger from a file.
 *
 * @param enabled what holds instead of what the file says
 * @param at when it was decided
 * @param by who decided it
 */
public record TriggerSwitch(boolean enabled, Instant at, String by) {

    /** For people. */
    public String text() {
        return (enabled ? "enabled by " : "disabled by ") + by + " at " + at;
    }
}
