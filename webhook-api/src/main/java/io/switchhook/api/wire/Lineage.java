package io.switchhook.api.wire;

import static java.util.Objects.requireNonNull;

/**
 * What an event was made because of, where Switchhook made it because of another.
 *
 * @param depth how many events led to it, one because of the other; 0 for one that no other led to
 * @param cause id of the last of them; empty where there is none
 */
public record Lineage(int depth, String cause) {
    /** No other event led to it. */
    public static final Lineage NONE = new Lineage(0, "");

    /** @throws IllegalArgumentException if {@code depth} is negative */
    public Lineage {
        if (depth < 0) {
            throw new IllegalArgumentException("depth is " + depth + ", must be 0 or more");
        }
        requireNonNull(cause, "cause is null");
    }

    /** That of an event made because of this one. */
    public static Lineage because(EventRecord of) {
        return new Lineage(of.lineage().depth() + 1, of.id());
    }
}
