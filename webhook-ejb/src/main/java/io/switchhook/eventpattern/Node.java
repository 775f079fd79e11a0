package io.switchhook.eventpattern;

import jakarta.json.JsonArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pattern as it is written. Immutable. */
public sealed interface Node {

    /**
     * An object of the pattern.
     *
     * @param members all must match
     * @param choices of each {@code $or}, one of its objects must match
     */
    record Fields(Map<String, Node> members, List<List<Fields>> choices) implements Node {
        /** Asks for nothing. */
        public static final Fields NONE = new Fields(Map.of(), List.of());

        public Fields {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
            choices = choices.stream().map(List::copyOf).toList();
        }

        /** Whether it asks for nothing. */
        public boolean isEmpty() {
            return members.isEmpty() && choices.isEmpty();
        }

        /** One member more. */
        public Fields with(String name, Node node) {
            Map<String, Node> more = new LinkedHashMap<>(members);
            more.put(name, node);
            return new Fields(more, choices);
        }

        /** One {@code $or} more. */
        public Fields with(List<Fields> choice) {
            List<List<Fields>> more = new ArrayList<>(choices);
            more.add(choice);
            return new Fields(members, more);
        }
    }

    /**
     * What a member may be.
     *
     * @param wanted the alternatives as they are written
     * @param alternatives one must hold
     */
    record Leaf(JsonArray wanted, List<Alternative> alternatives) implements Node {
        public Leaf {
            alternatives = List.copyOf(alternatives);
        }

        /** Whether it also holds where there is nothing. */
        boolean holdsForNothing() {
            return alternatives.contains(Alternative.ABSENT);
        }
    }
}
