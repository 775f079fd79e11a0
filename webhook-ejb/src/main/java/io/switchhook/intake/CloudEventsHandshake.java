package io.switchhook.intake;

import io.switchhook.limit.TokenBucket;
import io.switchhook.request.Headers;
import io.switchhook.source.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The handshake by which a sender of CloudEvents asks whether it may send: who it is and, if it likes, how many requests a minute. Said
 * yes to whoever asks, since the hook verifies each request; a callback is never called.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">CloudEvents, HTTP
 *     webhook, abuse protection</a>
 */
final class CloudEventsHandshake {
    private static final String ORIGIN = "WebHook-Request-Origin";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})(?::[0-9]{1,5})?");
    private static final int SECONDS = 60;

    private CloudEventsHandshake() {}

    /** The headers to answer with; empty if the request does not ask by name. */
    static Optional<Map<String, String>> answer(Source source, Headers headers) {
        List<String> origins = headers.all(ORIGIN);
        if (origins.size() != 1 || !NAME.matcher(origins.get(0).strip()).matches()) {
            return Optional.empty();
        }
        String rate = source.limits()
                .rate()
                .map(TokenBucket::rate)
                .map(perSecond -> Long.toString(Math.max(1, (long) (perSecond * SECONDS))))
                .orElse("*");
        return Optional.of(Map.of(
                "WebHook-Allowed-Origin",
                origins.get(0).strip(),
                "WebHook-Allowed-Rate",
                rate,
                "Allow",
                "GET, HEAD, OPTIONS, POST"));
    }
}
