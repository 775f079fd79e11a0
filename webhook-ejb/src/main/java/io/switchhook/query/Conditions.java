package io.switchhook.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a filter asks of rows: conditions, all of which must hold, and the values bound in them. */
final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param condition with {@code :name} for the value, if it is asked for */
    Conditions text(Optional<String> value, String name, String condition) {
        value.ifPresent(wanted -> add(name, wanted, condition));
        return this;
    }

    /** From this time on, until before that. */
    Conditions within(Optional<Instant> from, Optional<Instant> to, String column) {
        from.ifPresent(time -> add("from", Rows.time(time), column + " >= :from"));
        to.ifPresent(time -> add("to", Rows.time(time), column + " < :to"));
        return this;
    }

    Conditions add(String name, Object value, String condition) {
        texts.add(condition);
        values.put(name, value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }

    /** With {@code where} before it; empty if all rows are wanted. */
    String where() {
        return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
    }
}
