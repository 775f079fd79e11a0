package io.switchhook.jsonschema;

import io.switchhook.linear.LinearPattern;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;

/** The regular expressions of a schema, looked at before the library does, which would log those that are none. */
final class Expressions {
    /** Under these stand values, not schemas. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "example", "examples");

    private static final int DEEPEST = 200;

    private Expressions() {}

    /** @throws IllegalArgumentException if one of them is none, or too large, or the schema nests too deep */
    static void check(JsonObject schema) {
        check(schema, 0);
    }

    private static void check(JsonValue value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nested deeper than " + DEEPEST + " levels");
        }
        if (value instanceof JsonArray array) {
            array.forEach(element -> check(element, depth + 1));
        } else if (value instanceof JsonObject object) {
            if (object.get("pattern") instanceof JsonString pattern) {
                LinearPattern.of(pattern.getString());
            }
            if (object.get("patternProperties") instanceof JsonObject patterns) {
                patterns.keySet().forEach(LinearPattern::of);
            }
            object.forEach((name, member) -> {
                if (!VALUES.contains(name)) {
                    check(member, depth + 1);
                }
            });
        }
    }
}
