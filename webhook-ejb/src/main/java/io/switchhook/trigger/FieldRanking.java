package io.switchhook.trigger;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which fields tell triggers apart best: those with few triggers for each value. */
final class FieldRanking {
    private int uses;
    private final Set<String> values = new HashSet<>();

    private double triggersPerValue() {
        return (double) uses / values.size();
    }

    /** A name for each path that occurs; in the order of names the best come first. */
    static Map<List<String>, String> names(Collection<Optional<Map<List<String>, ExactValues>>> rules) {
        Map<List<String>, FieldRanking> rankings = new HashMap<>();
        rules.forEach(rule -> rule.ifPresent(fields -> fields.forEach((path, exact) -> {
            FieldRanking ranking = rankings.computeIfAbsent(path, absent -> new FieldRanking());
            ranking.uses += exact.keys().size();
            ranking.values.addAll(exact.keys());
        })));
        List<List<String>> ordered = rankings.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingDouble(FieldRanking::triggersPerValue)))
                .map(Map.Entry::getKey)
                .toList();
        Map<List<String>, String> names = new HashMap<>();
        for (List<String> path : ordered) {
            // ten digits: the order of texts is that of the numbers
            names.put(path, String.format("%010d", names.size()));
        }
        return names;
    }
}
