package io.switchhook.eventpattern;

import io.switchhook.eventpattern.Node.Fields;
import io.switchhook.eventpattern.Node.Leaf;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/**
 * A pattern, ready to be asked. Members all must match, alternatives and the objects of {@code $or} one of them. Arrays of the event
 * are invisible in the pattern; what the pattern asks about one array must hold within one element of it. Immutable; may be
 * asked by many threads.
 *
 * <p>The time to decide grows with the event, not with the ways to pair elements of its arrays. Names are taken as they are: a dot in
 * one is a character like others.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html">Amazon EventBridge,
 *     comparison operators</a>
 */
public final class EventPattern {
    /** Ways to choose among all {@code $or} of a pattern at most, as at AWS. */
    public static final int MAX_COMBINATIONS = 1000;

    private final Fields written;
    private final List<Map<String, Object>> branches;

    /** How far something holds. */
    private enum Held {
        /** It does not. */
        NO,
        /** Because nothing is there. */
        BY_ABSENCE,
        /** Because of what is there. */
        BY_VALUE
    }

    private EventPattern(Fields written) {
        this.written = written;
        this.branches = Branches.of(written);
    }

    /** @throws InvalidPattern if this is no pattern; the first thing wrong is named */
    public static EventPattern of(JsonObject pattern) {
        return of(PatternReader.read(pattern));
    }

    /** @throws InvalidPattern if there are too many combinations, or a path is given twice */
    public static EventPattern of(Fields fields) {
        return new EventPattern(fields);
    }

    /** The pattern as it is written. */
    public Fields written() {
        return written;
    }

    public boolean matches(JsonObject event) {
        return branches.stream().anyMatch(branch -> fields(branch, event) != Held.NO);
    }

    /** Of the leaves that must match in any case the texts allowed, by path, where a leaf allows texts alone. */
    public Map<List<String>, List<String>> texts() {
        return Branches.texts(written);
    }

    private static Held node(Object pattern, JsonValue value) {
        return pattern instanceof Leaf leaf ? leaf(leaf, value) : members(pattern, value);
    }

    @SuppressWarnings("unchecked") // a branch holds leaves and maps of the same kind, see Branches
    private static Held members(Object pattern, JsonValue value) {
        return fields((Map<String, Object>) pattern, value);
    }

    /** @param value what stands where the pattern has an object; null for nothing */
    private static Held fields(Map<String, Object> pattern, JsonValue value) {
        if (value instanceof JsonArray array && !array.isEmpty()) {
            return anyElement(pattern, array);
        }
        Held all = Held.BY_ABSENCE;
        for (Map.Entry<String, Object> member : pattern.entrySet()) {
            JsonValue found = value instanceof JsonObject object ? object.get(member.getKey()) : null;
            switch (node(member.getValue(), found)) {
                case NO -> {
                    return Held.NO;
                }
                case BY_VALUE -> all = Held.BY_VALUE;
                case BY_ABSENCE -> {}
            }
        }
        return all;
    }

    /** One element must have what is asked for; what may be nowhere must be nowhere in the array. */
    private static Held anyElement(Map<String, Object> pattern, JsonArray array) {
        Held all = Held.BY_ABSENCE;
        for (JsonValue element : array) {
            Held held = fields(pattern, element);
            if (held == Held.BY_VALUE) {
                return Held.BY_VALUE;
            }
            if (held == Held.NO) {
                all = Held.NO;
            }
        }
        return all;
    }

    private static Held leaf(Leaf leaf, JsonValue value) {
        Held held = scalars(leaf, value);
        return held == Held.BY_ABSENCE && !leaf.holdsForNothing() ? Held.NO : held;
    }

    /** By absence: there is no text, number, boolean or null. */
    private static Held scalars(Leaf leaf, JsonValue value) {
        if (value == null || value instanceof JsonObject) {
            return Held.BY_ABSENCE;
        }
        if (!(value instanceof JsonArray array)) {
            return leaf.alternatives().stream().anyMatch(alternative -> alternative.holds(value))
                    ? Held.BY_VALUE
                    : Held.NO;
        }
        Held all = Held.BY_ABSENCE;
        for (JsonValue element : array) {
            Held held = scalars(leaf, element);
            if (held == Held.BY_VALUE) {
                return Held.BY_VALUE;
            }
            if (held == Held.NO) {
                all = Held.NO;
            }
        }
        return all;
    }
}
