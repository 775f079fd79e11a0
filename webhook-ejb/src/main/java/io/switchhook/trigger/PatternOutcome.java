package io.switchhook.trigger;

import io.switchhook.eventpattern.PatternPart;
import java.util.List;

/**
 * What came of a trigger's pattern on one event.
 *
 * @param matched whether it holds
 * @param parts what came of each of its members and {@code $or}
 */
public record PatternOutcome(boolean matched, List<PatternPart> parts) {
    public PatternOutcome {
        parts = List.copyOf(parts);
    }

    /** One sentence for people. */
    public String explanation() {
        if (matched) {
            return "The pattern holds";
        }
        List<PatternPart> failed =
                parts.stream().filter(part -> !part.matched()).toList();
        if (failed.isEmpty()) {
            return "The pattern does not hold: each member does, but not all within the same element of a list";
        }
        return "The pattern does not hold: "
                + failed.get(0).explanation()
                + (failed.size() == 1 ? "" : "; and " + (failed.size() - 1) + " more");
    }
}
