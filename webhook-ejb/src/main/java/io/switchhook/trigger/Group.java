package io.switchhook.trigger;

import io.switchhook.api.wire.EventRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Criteria taken together.
 *
 * @param kind how
 * @param parts at least one; exactly one for {@code not}
 */
public record Group(Kind kind, List<Criterion> parts) implements Criterion {

    /** How criteria are taken together. */
    public enum Kind {
        /** All hold. */
        ALL("all"),
        /** One holds at least. */
        ANY("any"),
        /** It does not hold; also where it does not because a member is missing. */
        NOT("not");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** The name in a definition. */
        public String text() {
            return text;
        }

        /** The kind of this name. */
        public static Optional<Kind> of(String text) {
            return Arrays.stream(values())
                    .filter(kind -> kind.text.equals(text))
                    .findFirst();
        }
    }

    /** @throws IllegalArgumentException if there are no parts, or several to be negated */
    public Group {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || (kind == Kind.NOT && parts.size() > 1)) {
            throw new IllegalArgumentException(
                    kind.text() + " needs " + (kind == Kind.NOT ? "exactly one criterion" : "at least one criterion"));
        }
    }

    @Override
    public boolean matches(EventRecord event) {
        return switch (kind) {
            case ALL -> parts.stream().allMatch(part -> part.matches(event));
            case ANY -> parts.stream().anyMatch(part -> part.matches(event));
            case NOT -> !parts.get(0).matches(event);
        };
    }

    @Override
    public Outcome explain(EventRecord event, EventRecord shown) {
        return new GroupOutcome(
                kind, parts.stream().map(part -> part.explain(event, shown)).toList());
    }
}
