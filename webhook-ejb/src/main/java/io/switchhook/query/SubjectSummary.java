package io.switchhook.query;

/**
 * A subject as it stands in a list.
 *
 * @param subject its name
 * @param last the last event about it
 * @param events how many events about it are kept
 * @param variables how many variables it has
 */
public record SubjectSummary(String subject, EventSummary last, long events, int variables) {}
