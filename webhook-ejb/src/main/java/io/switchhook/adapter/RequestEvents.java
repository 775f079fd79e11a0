package io.switchhook.adapter;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.identity.EventId;
import io.switchhook.identity.RepeatWindow;
import io.switchhook.request.HookRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The events of one request: names them, and holds them to what can be kept. */
final class RequestEvents {
    /** Events of one request; they are kept all or none, in one transaction. */
    static final int MAX_EVENTS = 2_000;

    private final String source;
    private final HookRequest request;
    private final DuplicateWindow window;
    private final String reason;
    private final List<EventRecord> events = new ArrayList<>();
    private final Map<String, RepeatWindow> windows = new HashMap<>();
    private String digest;

    /** @param reason code of a refusal, for example {@code not-an-agent-event} */
    RequestEvents(String source, HookRequest request, DuplicateWindow window, String reason) {
        this.source = source;
        this.request = request;
        this.window = window;
        this.reason = reason;
    }

    /** @throws Unusable before the elements are looked at, if they are more than may be kept */
    static void checkNumber(int elements) throws Unusable {
        if (elements > MAX_EVENTS) {
            throw new Unusable(
                    "too-many-events",
                    "The body has " + elements + " events, " + MAX_EVENTS + " are allowed in one request.");
        }
    }

    /**
     * @param place where the element stands in the body, for example {@code [3].}; empty where it is the body
     * @throws Unusable if its topic or subject cannot be kept
     */
    void add(Draft draft, String place) throws Unusable {
        check(place + "topic", draft.topic());
        check(place + "subject", draft.subject());
        if (draft.topic().isBlank()) {
            throw new Unusable(reason, "The event's " + place + "topic is empty.");
        }
        events.add(new EventRecord(
                id(draft),
                draft.kind(),
                source,
                draft.topic(),
                draft.subject(),
                draft.time().orElse(request.receivedAt()),
                request.receivedAt(),
                EventText.correlation(request, draft.operation()),
                draft.data()));
    }

    Adapted.Events all() {
        return new Adapted.Events(events, windows);
    }

    private void check(String what, String text) throws Unusable {
        if (text.length() > EventText.MAX_LENGTH) {
            throw new Unusable(
                    reason,
                    "The event's " + what + " is too long: " + EventText.MAX_LENGTH + " characters are allowed.");
        }
        if (!EventText.isKeepable(text)) {
            throw new Unusable(reason, "The event's " + what + " has control characters or broken Unicode.");
        }
    }

    private String id(Draft draft) {
        if (!draft.senderId().isEmpty()) {
            return EventId.of(source, draft.senderId().toArray(String[]::new));
        }
        Duration length = window.set().orElse(draft.usualWindow());
        if (length.isZero()) {
            return EventId.of(source, "no repeats", bodyDigest(), nonce(), nonce());
        }
        // topic and subject too: they may come from a header
        String key = EventId.of(
                source, "same body", bodyDigest(), Integer.toString(events.size()), draft.topic(), draft.subject());
        RepeatWindow repeats = new RepeatWindow(key, length);
        String id = repeats.id(request.receivedAt());
        windows.put(id, repeats);
        return id;
    }

    private String nonce() {
        return Long.toHexString(window.random().nextLong());
    }

    private String bodyDigest() {
        if (digest == null) {
            try {
                digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(request.body()));
            } catch (NoSuchAlgorithmException impossible) {
                // every Java platform has SHA-256
                throw new IllegalStateException("SHA-256 is not available", impossible);
            }
        }
        return digest;
    }
}
