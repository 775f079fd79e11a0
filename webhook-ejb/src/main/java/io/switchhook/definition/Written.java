package io.switchhook.definition;

import jakarta.json.JsonObject;

/**
 * A document as it was written.
 *
 * @param kind what it says it is, or is taken for
 * @param json what it says
 * @param document its number in its file, from 1; 0 where it is not in one
 * @param line where it begins, from 1; 0 where that is not known
 */
public record Written(String kind, JsonObject json, int document, int line) {}
