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
    private final int[] count;
    private String name = "";

    FieldTree() {
        this(new int[1]);
    }

    private FieldTree(int[] count) {
        this.count = count;
    }

    /** A name for this path: letters and digits, whatever the members are called; the same for the same path. */
    String name(List<String> path) {
        FieldTree node = this;
        for (String member : path) {
            node = node.children.computeIfAbsent(member, absent -> new FieldTree(count));
        }
        if (node.name.isEmpty()) {
            node.name = "f" + count[0]++;
        }
        return node.name;
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
