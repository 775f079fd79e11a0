package io.switchhook.it.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request that reached an {@link HttpTarget}.
 *
 * @param path with the query string, as sent
 * @param headers by lower-case name
 * @param bodyHex the body's bytes, hexadecimal
 * @param at when it had been read
 */
public record ReceivedRequest(
        String method, String path, Map<String, List<String>> headers, String bodyHex, Instant at) {
    public ReceivedRequest {
        headers = Map.copyOf(headers);
    }

    /** The first header of this name, in any case. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The body read as UTF-8. */
    public String body() {
        return new String(java.util.HexFormat.of().parseHex(bodyHex), UTF_8);
    }
}
