package io.switchhook.trigger;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The member paths an index asks about, so that of an event only these are read. */
final class FieldTree {
    private final boolean throughLists;
    private final Map<String, FieldTree> children = new HashMap<>();
    private String name = "";

    /** @param throughLists whether lists are invisible: what is looked for may be in each of their elements */
    FieldTree(boolean throughLists) {
        this.throughLists = throughLists;
    }

    /** Has what stands at this path, of one name at least, handed over under this name. */
    void add(List<String> path, String field) {
        FieldTree node = this;
        for (String member : path) {
            node = node.children.computeIfAbsent(member, absent -> new FieldTree(throughLists));
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
        if (throughLists && value instanceof JsonArray array) {
            array.forEach(element -> hand(element, found));
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
