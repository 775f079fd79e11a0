package io.switchhook.it.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How an {@link HttpTarget} answers one request.
 *
 * @param after how long it waits before; {@link #HANGS} keeps the connection open and never answers
 */
public record Answer(int status, Map<String, String> headers, String body, Duration after) {
    private static final Duration HANGS = Duration.ofDays(1);

    public Answer {
        headers = Map.copyOf(headers);
        requireNonNull(body, "body is null");
        requireNonNull(after, "after is null");
    }

    public static Answer status(int status) {
        return new Answer(status, Map.of(), "", Duration.ZERO);
    }

    public static Answer json(String body) {
        return new Answer(200, Map.of("Content-Type", "application/json"), body, Duration.ZERO);
    }

    /** Reads the request and never answers. */
    public static Answer hang() {
        return status(200).after(HANGS);
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body, after);
    }

    public Answer after(Duration delay) {
        return new Answer(status, headers, body, delay);
    }
}
