package io.switchhook.definition;

import java.time.Instant;

/**
 * What is known of a definition that is kept in the database.
 *
 * @param key by what it is kept
 * @param version number of the change that made it so; another one after every change
 * @param changedAt when that was
 * @param changedBy who did it
 */
public record Saved(DefinitionKey key, long version, Instant changedAt, String changedBy) {}
