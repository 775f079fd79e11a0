package io.switchhook.query;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param after where the page before ended; empty for the first page
 * @param limit most items wanted, 1 to {@link #MAX_LIMIT}
 */
public record PageRequest(Optional<Cursor> after, int limit) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** @throws IllegalArgumentException if {@code limit} is out of range */
    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ", allowed is 1 to " + MAX_LIMIT);
        }
    }
}
