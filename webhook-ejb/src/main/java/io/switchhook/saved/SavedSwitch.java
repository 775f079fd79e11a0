package io.switchhook.saved;

import java.time.Instant;

/**
 * A row of the table {@code definition_switch}: what an administrator decided about a definition from a file.
 *
 * @param kind of the definition
 * @param id unique among those of its kind
 * @param enabled what holds instead of what the file says
 * @param changedAt when it was decided
 * @param changedBy who decided it
 */
public record SavedSwitch(String kind, String id, boolean enabled, Instant changedAt, String changedBy) {}
