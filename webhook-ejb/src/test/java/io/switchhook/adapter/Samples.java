package io.switchhook.adapter;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What senders send, and short ways to hand it to an adapter. */
final class Samples {
    static final Instant NOW = Instant.parse("2026-03-14T09:27:01.234Z");
    static final DuplicateWindow USUAL_WINDOW = new DuplicateWindow(Optional.empty(), new SplittableRandom(1));

    private Samples() {}

    /** A file of {@code src/test/resources/adapter}. */
    static String read(String name) {
        try (InputStream file = Samples.class.getResourceAsStream("/adapter/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HookRequest request(String body, String... headers) {
        return request(body.getBytes(StandardCharsets.UTF_8), NOW, headers);
    }

    /** @param headers names and values in turn */
    static HookRequest request(byte[] body, Instant receivedAt, String... headers) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            values.put(headers[i], List.of(headers[i + 1]));
        }
        return new HookRequest(Headers.of(values), body, "192.0.2.1", receivedAt);
    }

    static List<EventRecord> events(Adapter adapter, HookRequest request) {
        return ((Adapted.Events) adapter.adapt("test", request)).events();
    }

    static EventRecord event(Adapter adapter, HookRequest request) {
        List<EventRecord> events = events(adapter, request);
        if (events.size() != 1) {
            throw new AssertionError("expected one event, got " + events);
        }
        return events.get(0);
    }

    static Adapted.Refused refused(Adapter adapter, HookRequest request) {
        return (Adapted.Refused) adapter.adapt("test", request);
    }
}
