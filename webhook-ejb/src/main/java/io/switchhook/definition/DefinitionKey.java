package io.switchhook.definition;

import java.util.Comparator;

/**
 * By what a definition is known.
 *
 * @param kind one of {@link DefinitionParser#KINDS}
 * @param id unique among those of its kind
 */
public record DefinitionKey(String kind, String id) implements Comparable<DefinitionKey> {
    private static final Comparator<DefinitionKey> ORDER =
            Comparator.comparing(DefinitionKey::kind).thenComparing(DefinitionKey::id);

    @Override
    public int compareTo(DefinitionKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind + " " + Problems.quoted(id);
    }
}
