package io.switchhook.adapter;

import io.switchhook.request.HookRequest;
import io.switchhook.trace.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What of a sender's text can be kept, and for how long a text. */
final class EventText {
    /** Characters of a topic or a subject that can be kept. */
    static final int MAX_LENGTH = 512;
    /** Characters of a correlation id that are kept; the rest is cut off. */
    static final int MAX_CORRELATION_LENGTH = 256;

    private EventText() {}

    /** Databases refuse NUL, and a lone surrogate has no UTF-8: an event with one could be accepted and never be stored. */
    static boolean isKeepable(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /**
     * The request's trace id, else the sender's own id of the operation, as far as either can be kept. Header values have no control
     * characters, but a server could let one pass.
     */
    static String correlation(HookRequest request, Optional<String> operation) {
        String id = request.headers()
                .first(TraceId.HEADER)
                .map(String::strip)
                .filter(trace -> !trace.isEmpty() && isKeepable(trace))
                .or(() -> operation.filter(EventText::isKeepable))
                .orElse("");
        if (id.length() <= MAX_CORRELATION_LENGTH) {
            return id;
        }
        int end = Character.isHighSurrogate(id.charAt(MAX_CORRELATION_LENGTH - 1))
                ? MAX_CORRELATION_LENGTH - 1
                : MAX_CORRELATION_LENGTH;
        return id.substring(0, end);
    }
}
