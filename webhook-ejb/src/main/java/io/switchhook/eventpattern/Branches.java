package io.switchhook.eventpattern;

import io.switchhook.eventpattern.Node.Fields;
import io.switchhook.eventpattern.Node.Leaf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pattern without {@code $or}: one map for each way to choose. In a map are leaves and maps of the same kind. Only so can what an
 * {@code $or} asks about an array be held against the same element as what stands beside it.
 */
final class Branches {
    private Branches() {}

    /** @throws InvalidPattern if there are too many ways, or one would give a path twice */
    static List<Map<String, Object>> of(Fields pattern) {
        if (ways(pattern) > EventPattern.MAX_COMBINATIONS) {
            throw new InvalidPattern(
                    "",
                    "more ways to combine the objects of all $or",
                    "at most " + EventPattern.MAX_COMBINATIONS + " combinations");
        }
        return branches(pattern, "");
    }

    private static long ways(Fields fields) {
        long ways = 1;
        for (Node member : fields.members().values()) {
            if (member instanceof Fields inner) {
                ways = bounded(ways * ways(inner));
            }
        }
        for (List<Fields> choice : fields.choices()) {
            ways = bounded(ways * choice.stream().mapToLong(Branches::ways).sum());
        }
        return ways;
    }

    private static long bounded(long ways) {
        return Math.min(ways, EventPattern.MAX_COMBINATIONS + 1L);
    }

    private static List<Map<String, Object>> branches(Fields fields, String path) {
        List<Map<String, Object>> branches = List.of(Map.of());
        for (Map.Entry<String, Node> member : fields.members().entrySet()) {
            List<Map<String, Object>> more = new ArrayList<>();
            if (member.getValue() instanceof Fields inner) {
                branches(inner, path(path, member.getKey()))
                        .forEach(branch -> more.add(Map.of(member.getKey(), branch)));
            } else {
                more.add(Map.of(member.getKey(), member.getValue()));
            }
            branches = combined(branches, more, path);
        }
        for (List<Fields> choice : fields.choices()) {
            List<Map<String, Object>> more = new ArrayList<>();
            choice.forEach(object -> more.addAll(branches(object, path)));
            branches = combined(branches, more, path);
        }
        return branches;
    }

    private static List<Map<String, Object>> combined(
            List<Map<String, Object>> some, List<Map<String, Object>> others, String path) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Map<String, Object> one : some) {
            for (Map<String, Object> other : others) {
                all.add(merged(one, other, path));
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked") // what is no leaf is a map of the same kind
    private static Map<String, Object> merged(Map<String, Object> one, Map<String, Object> other, String path) {
        Map<String, Object> merged = new LinkedHashMap<>(one);
        other.forEach((name, node) -> {
            Object before = merged.get(name);
            if (before == null) {
                merged.put(name, node);
            } else if (before instanceof Map && node instanceof Map) {
                merged.put(name, merged((Map<String, Object>) before, (Map<String, Object>) node, path(path, name)));
            } else {
                throw new InvalidPattern(path(path, name), "this path a second time, in $or", "each path once");
            }
        });
        return merged;
    }

    /** See {@link EventPattern#texts}. */
    static Map<List<String>, List<String>> texts(Fields pattern) {
        Map<List<String>, List<String>> texts = new HashMap<>();
        texts(pattern, List.of(), texts);
        return texts;
    }

    private static void texts(Fields fields, List<String> above, Map<List<String>, List<String>> found) {
        fields.members().forEach((name, node) -> {
            List<String> path = new ArrayList<>(above);
            path.add(name);
            if (node instanceof Fields inner) {
                texts(inner, path, found);
            } else if (node instanceof Leaf leaf
                    && leaf.alternatives().stream().allMatch(Alternative.Text.class::isInstance)) {
                found.put(
                        List.copyOf(path),
                        leaf.alternatives().stream()
                                .map(text -> ((Alternative.Text) text).text())
                                .toList());
            }
        });
    }

    private static String path(String above, String name) {
        return above.isEmpty() ? name : above + "." + name;
    }
}
