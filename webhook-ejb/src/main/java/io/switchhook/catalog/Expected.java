package io.switchhook.catalog;

import java.util.Set;

/** Which version of a definition somebody has seen who now changes it. */
public sealed interface Expected {

    /** Whichever there is. */
    record Any() implements Expected {}

    /** One of these. */
    record Version(Set<Long> versions) implements Expected {
        public Version {
            versions = Set.copyOf(versions);
        }
    }

    /** Whether this is the one. */
    default boolean fits(long version) {
        return !(this instanceof Version expected) || expected.versions().contains(version);
    }
}
