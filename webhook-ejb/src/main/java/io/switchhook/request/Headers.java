package io.switchhook.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request's headers: names without regard to case, values in the order sent. Immutable. */
public final class Headers {
    private final Map<String, List<String>> byName;

    private Headers(Map<String, List<String>> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** The headers of {@code values}; names that differ only in case are one header. */
    public static Headers of(Map<String, List<String>> values) {
        Map<String, List<String>> byName = new TreeMap<>();
        values.forEach((name, given) ->
                byName.computeIfAbsent(key(name), absent -> new ArrayList<>()).addAll(given));
        byName.replaceAll((name, given) -> List.copyOf(given));
        return new Headers(byName);
    }

    /** Every value of the header, one element a header line; empty when absent. */
    public List<String> all(String name) {
        return byName.getOrDefault(key(name), List.of());
    }

    /** Every header: its name in lower case, and its values in the order sent; in the order of names. */
    public Map<String, List<String>> all() {
        return byName;
    }

    /** The first value of the header. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The same headers but for one. */
    public Headers without(String name) {
        Map<String, List<String>> others = new TreeMap<>(byName);
        others.remove(key(name));
        return new Headers(others);
    }

    /** Number of headers only: values may be secrets. */
    @Override
    public String toString() {
        return byName.size() + " headers";
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
