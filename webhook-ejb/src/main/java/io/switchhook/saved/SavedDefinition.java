package io.switchhook.saved;

import java.time.Instant;

/**
 * A row of the table {@code definition}.
 *
 * @param kind of the definition
 * @param id unique among those of its kind
 * @param document JSON as it was given; empty where it is known already and was not read again
 * @param version number of the change that made it so
 * @param changedAt when that was
 * @param changedBy who did it
 */
public record SavedDefinition(
        String kind, String id, String document, long version, Instant changedAt, String changedBy) {}
