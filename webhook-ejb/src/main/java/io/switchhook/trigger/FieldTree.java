package io.switchhook.trigger;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The member paths an index asks about, so that of an event only these are read. */
final class FieldTree {
    private final Map<String, FieldTree> children = new HashMap<>();
    private String name = "";

    /** Has what stands at this path handed over under this name; the path of no members is nobody's. */
    void add(List<String> path, String field) {
        if (path.isEmpty()) {
            return;
        }
        FieldTree node = this;
        for (String member : path) {
            node = node.children.computeIfAbsent(member, absent -> new FieldTree());
        }
        node.name = field;
    }

    /** Hands over every value that stands at one of the paths. */
    void collect(JsonObject object, BiConsumer<String, JsonValue> found) {
        if (children.size() <= object.size()) {
            children.forEach((member, child) -> child.hand(object.get(member), found));
        } else {
            object.forEach((member, value) -> {
                FieldTree child = children.get(member);
                if (child != null) {
                    child.hand(value, found);
                }
            });
        }
    }

    private void hand(JsonValue value, BiConsumer<String, JsonValue> found) {
        if (value == null) {
            return;
        }
        if (!name.isEmpty()) {
            found.accept(name, value);
        }
        if (!children.isEmpty() && value instanceof JsonObject object) {
            collect(object, found);
        }
    }
}
