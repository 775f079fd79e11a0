package io.switchhook.receipt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What became of a request that reached a source. */
public enum ReceiptOutcome {
    /** Taken; what it brought is kept. */
    ACCEPTED,
    /** Taken, and known already. */
    DUPLICATE,
    /** Refused for what it is, or because we cannot take it now. */
    REJECTED,
    /** Refused by a limit of its source. */
    LIMITED;

    /** Client's network, time, size, content type, rate. */
    private static final Set<Integer> LIMITS = Set.of(403, 408, 413, 415, 429);

    /** The outcome of a request that is refused with this HTTP status. */
    public static ReceiptOutcome refused(int status) {
        return LIMITS.contains(status) ? LIMITED : REJECTED;
    }

    /** The outcome of that {@link #text}; empty if there is none. */
    public static Optional<ReceiptOutcome> parse(String text) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst();
    }

    /** Every {@link #text}. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(ReceiptOutcome::text).toList();
    }

    /** As people read it: the name in lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
