package io.switchhook.trigger;

import jakarta.json.JsonValue;

/** An operator with its operand, asked about a value that is there. Immutable. */
interface ValueTest {
    boolean holds(JsonValue found);
}
