package io.switchhook.variable;

import jakarta.json.JsonValue;

/**
 * A global variable of a definition: only who changes the definition changes it.
 *
 * @param file where it is defined
 */
public record DefinedGlobal(String id, JsonValue value, String file) {}
