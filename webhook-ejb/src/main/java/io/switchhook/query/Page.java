package io.switchhook.query;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list, newest first.
 *
 * @param items at most as many as were asked for
 * @param next where the list goes on; empty at its end
 */
public record Page<T>(List<T> items, Optional<Cursor> next) {
    public Page {
        items = List.copyOf(items);
    }
}
