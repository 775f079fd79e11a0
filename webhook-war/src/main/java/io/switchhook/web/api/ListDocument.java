package io.switchhook.web.api;

import io.switchhook.query.Cursor;
import io.switchhook.query.Page;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.function.Function;

/** One page of a list. */
@JsonbPropertyOrder({"items", "next"})
public final class ListDocument implements Document {
    public final List<?> items;

    /** Parameter {@code cursor} of the next page; null, and so left out, at the end. */
    public final String next;

    private ListDocument(List<?> items, String next) {
        this.items = items;
        this.next = next;
    }

    static <T> ListDocument of(Page<T> page, Function<T, ?> item) {
        return new ListDocument(
                page.items().stream().map(item).toList(),
                page.next().map(Cursor::text).orElse(null));
    }
}
