package io.switchhook.eventpattern;

import io.switchhook.eventpattern.Node.Fields;
import io.switchhook.eventpattern.Node.Leaf;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What came of a part of a pattern on one event, taken alone. */
public sealed interface PatternPart {
    /** Values shown of what was found at most. */
    int MAX_FOUND = 10;

    /** Whether it holds. */
    boolean matched();

    /** One sentence for people. */
    String explanation();

    /**
     * A leaf.
     *
     * @param path where it is
     * @param wanted the alternatives as they are written
     * @param found the values there, as people may see them
     */
    record OfLeaf(String path, JsonArray wanted, List<JsonValue> found, boolean matched) implements PatternPart {
        public OfLeaf {
            found = List.copyOf(found);
        }

        @Override
        public String explanation() {
            String values = found.stream()
                    .map(value -> shortened(value.toString()))
                    .collect(Collectors.joining(", ", ": found ", ""));
            return path
                    + (matched ? " is one of " : " is none of ")
                    + shortened(wanted.toString())
                    + (found.isEmpty() ? ": there is no value" : values);
        }

        private static String shortened(String text) {
            return text.length() <= 200 ? text : text.substring(0, 200) + "…";
        }
    }

    /**
     * An {@code $or}.
     *
     * @param alternatives what came of the members of each of its objects
     */
    record OfChoice(List<List<PatternPart>> alternatives) implements PatternPart {
        public OfChoice {
            alternatives = alternatives.stream().map(List::copyOf).toList();
        }

        @Override
        public boolean matched() {
            return alternatives.stream().anyMatch(parts -> parts.stream().allMatch(PatternPart::matched));
        }

        @Override
        public String explanation() {
            return "$or"
                    + (matched() ? " holds" : " does not hold: none of its " + alternatives.size() + " objects does");
        }
    }

    /**
     * What came of each part of a pattern.
     *
     * @param event what decides
     * @param shown the same event as people may see it
     * @param naming how to write the path to a leaf
     */
    static List<PatternPart> of(
            Fields pattern, JsonObject event, JsonObject shown, Function<List<String>, String> naming) {
        List<PatternPart> parts = new ArrayList<>();
        new Walk(event, shown, naming).collect(pattern, List.of(), parts);
        return parts;
    }

    /** Goes through a pattern. */
    record Walk(JsonObject event, JsonObject shown, Function<List<String>, String> naming) {
        private static final JsonValue HIDDEN =
                io.switchhook.api.wire.JsonText.provider().createValue("***");

        void collect(Fields fields, List<String> above, List<PatternPart> parts) {
            fields.members().forEach((name, node) -> {
                List<String> path = new ArrayList<>(above);
                path.add(name);
                if (node instanceof Fields inner) {
                    collect(inner, path, parts);
                } else {
                    parts.add(leaf((Leaf) node, path));
                }
            });
            for (List<Fields> choice : fields.choices()) {
                List<List<PatternPart>> alternatives = new ArrayList<>();
                for (Fields object : choice) {
                    List<PatternPart> inner = new ArrayList<>();
                    collect(object, above, inner);
                    alternatives.add(inner);
                }
                parts.add(new OfChoice(alternatives));
            }
        }

        private OfLeaf leaf(Leaf leaf, List<String> path) {
            List<JsonValue> real = new ArrayList<>();
            values(event, path, real);
            List<JsonValue> visible = new ArrayList<>();
            values(shown, path, visible);
            if (visible.isEmpty() && !real.isEmpty()) {
                visible.add(HIDDEN);
            }
            boolean matched = real.isEmpty()
                    ? leaf.holdsForNothing()
                    : real.stream().anyMatch(value -> leaf.alternatives().stream()
                            .anyMatch(alternative -> alternative.holds(value)));
            return new OfLeaf(
                    naming.apply(path),
                    leaf.wanted(),
                    visible.subList(0, Math.min(MAX_FOUND, visible.size())),
                    matched);
        }

        private static void values(JsonValue at, List<String> path, List<JsonValue> found) {
            if (at instanceof JsonArray array) {
                array.forEach(element -> values(element, path, found));
            } else if (path.isEmpty()) {
                if (!(at instanceof JsonObject)) {
                    found.add(at);
                }
            } else if (at instanceof JsonObject object && object.containsKey(path.get(0))) {
                values(object.get(path.get(0)), path.subList(1, path.size()), found);
            }
        }
    }
}
