package io.switchhook.web.api;

import io.switchhook.query.Cursor;
import io.switchhook.query.Cursor.Listing;
import io.switchhook.query.PageRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** A request's query parameters, each known and given at most once. Every method throws {@link Refusal} for a wrong one. */
final class Query {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final Map<String, List<String>> parameters;

    Query(Map<String, List<String>> parameters, String... allowed) {
        this.parameters = parameters;
        List<String> known = List.of(allowed);
        for (String name : new TreeSet<>(parameters.keySet())) {
            if (!known.contains(name)) {
                throw Refusal.badRequest(
                        "unknown-parameter",
                        "A query parameter is not known here",
                        "found " + name + ", allowed "
                                + (known.isEmpty() ? "is none" : "are " + String.join(", ", known)));
            }
            int times = parameters.get(name).size();
            if (times > 1) {
                throw invalid(name, "is given " + times + " times, allowed is once");
            }
        }
    }

    /** The text of a parameter; an empty one is a text too. */
    Optional<String> text(String name) {
        Optional<String> found =
                Optional.ofNullable(parameters.get(name)).map(values -> values.isEmpty() ? "" : values.get(0));
        if (found.isPresent() && found.get().indexOf('\0') >= 0) {
            throw invalid(name, "holds a character 0, allowed is any other");
        }
        return found;
    }

    /** A parameter that must be one of {@code allowed}. */
    Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> found = text(name);
        if (found.isPresent() && !allowed.contains(found.get())) {
            throw invalid(name, "is none of " + String.join(", ", allowed));
        }
        return found;
    }

    /** A point in time, years 1 to 9999. */
    Optional<Instant> time(String name) {
        return text(name).map(found -> {
            try {
                return bounded(Instant.parse(found));
            } catch (DateTimeException malformed) {
                // reported below with what is allowed
            }
            throw invalid(name, "is not an ISO-8601 time in UTC, for example 2026-03-02T12:00:00Z");
        });
    }

    /** @throws DateTimeException if the year is none from 1 to 9999 */
    static Instant bounded(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("out of range");
        }
        return time;
    }

    /** Parameters {@code cursor} and {@code limit}. */
    PageRequest page(Listing list) {
        Optional<Cursor> after = text("cursor").map(found -> Cursor.parse(list, found)
                .orElseThrow(() -> Refusal.badRequest(
                        "invalid-cursor",
                        "The cursor is not one of this list",
                        "cursor must be the member next of this list's page before, or absent for the first page")));
        return new PageRequest(after, limit(PageRequest.DEFAULT_LIMIT));
    }

    /** Parameter {@code limit}. */
    int limit(int otherwise) {
        return text("limit").map(Query::limit).orElse(otherwise);
    }

    /** A parameter that is {@code true} or {@code false}; without it {@code false}. */
    boolean flag(String name) {
        return oneOf(name, List.of("true", "false")).filter("true"::equals).isPresent();
    }

    /** A parameter that is a whole number from 0. */
    Optional<Long> count(String name) {
        return text(name).map(found -> {
            if (found.matches("\\d{1,18}")) {
                return Long.parseLong(found);
            }
            throw invalid(name, "is not a whole number from 0");
        });
    }

    /** A part of the path, where the store can hold such a text: PostgreSQL takes no character 0. */
    static String storable(String part) {
        if (part.indexOf('\0') >= 0) {
            throw Refusal.notFound("Nothing has a name with the character 0.");
        }
        return part;
    }

    private static int limit(String found) {
        try {
            int limit = Integer.parseInt(found);
            if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // reported below with the range
        }
        throw invalid("limit", "is not a whole number from 1 to " + PageRequest.MAX_LIMIT);
    }

    private static Refusal invalid(String name, String finding) {
        return Refusal.badRequest("invalid-parameter", "A query parameter has a wrong value", name + " " + finding);
    }
}
