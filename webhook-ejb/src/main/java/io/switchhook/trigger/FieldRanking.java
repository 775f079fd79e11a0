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
    private final Set<IndexKey> values = new HashSet<>();

    private double triggersPerValue() {
        return (double) uses / values.size();
    }

    /** A name for each field that occurs; in the order of names the best come first. */
    static Map<IndexField, String> names(Collection<Optional<Demands>> rules) {
        Map<IndexField, FieldRanking> rankings = new HashMap<>();
        rules.forEach(rule -> rule.ifPresent(demands -> demands.fields().forEach((field, keys) -> {
            FieldRanking ranking = rankings.computeIfAbsent(field, absent -> new FieldRanking());
            ranking.uses += keys.size();
            ranking.values.addAll(keys);
        })));
        List<IndexField> ordered = rankings.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.comparingDouble(FieldRanking::triggersPerValue)))
                .map(Map.Entry::getKey)
                .toList();
        Map<IndexField, String> names = new HashMap<>();
        for (IndexField field : ordered) {
            // ten digits: the order of texts is that of the numbers
            names.put(field, String.format("%010d", names.size()));
        }
        return names;
    }
}
