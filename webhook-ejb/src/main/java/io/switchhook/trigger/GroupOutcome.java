package io.switchhook.trigger;

import java.util.List;

/**
 * What came of a group of criteria on one event.
 *
 * @param kind how they are taken together
 * @param parts what came of each, in order
 */
public record GroupOutcome(Group.Kind kind, List<Outcome> parts) implements Outcome {
    public GroupOutcome {
        parts = List.copyOf(parts);
    }

    @Override
    public boolean matched() {
        return switch (kind) {
            case ALL -> holding() == parts.size();
            case ANY -> holding() > 0;
            case NOT -> holding() == 0;
        };
    }

    @Override
    public String explanation() {
        if (kind == Group.Kind.NOT) {
            return "not " + (matched() ? "holds, for: " : "does not hold, for: ")
                    + parts.get(0).explanation();
        }
        return kind.text() + (matched() ? " holds: " : " does not hold: ") + holding() + " of " + parts.size() + " do";
    }

    private long holding() {
        return parts.stream().filter(Outcome::matched).count();
    }
}
