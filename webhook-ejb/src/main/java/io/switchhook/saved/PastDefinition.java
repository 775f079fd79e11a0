package io.switchhook.saved;

import java.time.Instant;

/**
 * A row of the table {@code definition_history}.
 *
 * @param kind of the definition
 * @param id unique among those of its kind
 * @param version number of the change
 * @param action {@code created}, {@code updated}, {@code deleted}, {@code enabled} or {@code disabled}
 * @param document how it read then, as JSON; empty where the action left none
 * @param changedAt when that was
 * @param changedBy who did it
 */
public record PastDefinition(
        String kind, String id, long version, String action, String document, Instant changedAt, String changedBy) {}
