package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.api.wire.JsonText;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.Key;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * How a sender tries whether a hook belongs to who registered it: an event of one exact shape, to be answered at once. Only a request
 * that has been verified is answered, so nobody else can have anything signed or echoed.
 */
public sealed interface UrlValidation {
    /** Bytes of the longest body that is looked at. */
    int LONGEST = 4096;

    /**
     * The JSON to answer with; empty if the request, which has been verified, is an event like any other.
     *
     * @param secretPosition of the secret by which it was verified, counted from 1
     */
    Optional<String> answer(HookRequest request, int secretPosition);

    /**
     * Zoom: <code>{"event":"endpoint.url_validation","event_ts":…,"payload":{"plainToken":"…"}}</code>, answered with the token's
     * HMAC-SHA256 under the very secret that signs events. So that no such answer can ever pass for the signature of an event, a token
     * is short and of an {@linkplain #isTokenCharacter alphabet} that what is signed for events always leaves.
     *
     * @see <a href="https://developers.zoom.us/docs/api/webhooks/#validate-your-webhook-endpoint">Zoom, validate your endpoint</a>
     */
    final class Zoom implements UrlValidation {
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+/=_-]{1,64}");
        private static final Set<String> EVENT_MEMBERS = Set.of("event", "event_ts", "payload");
        private static final Set<String> PAYLOAD_MEMBERS = Set.of("plainToken");

        private final List<Key> keys;

        /**
         * @param content what is signed for events
         * @throws IllegalArgumentException if a token alone could be all of {@code content}; the message says so
         */
        public Zoom(List<byte[]> secrets, SignedContent content) {
            IntPredicate token = Zoom::isTokenCharacter;
            if (!content.isAlwaysOutside(token)) {
                throw new IllegalArgumentException(
                        "one that signs a character other than A-Z a-z 0-9 + / = _ - besides the placeholders, such as"
                                + " v0:{timestamp}:{body}");
            }
            this.keys = secrets.stream()
                    .map(secret -> HmacKeys.key(HmacAlgorithm.SHA256, secret))
                    .toList();
        }

        static boolean isTokenCharacter(int c) {
            return TOKEN.matcher(Character.toString(c)).matches();
        }

        @Override
        public Optional<String> answer(HookRequest request, int secretPosition) {
            return json(request)
                    .filter(event -> event.keySet().equals(EVENT_MEMBERS)
                            && is(event.get("event"), "endpoint.url_validation")
                            && event.get("event_ts") instanceof JsonNumber
                            && event.get("payload") instanceof JsonObject payload
                            && payload.keySet().equals(PAYLOAD_MEMBERS))
                    .flatMap(event -> token(event.getJsonObject("payload").get("plainToken"), TOKEN))
                    .map(token -> JsonText.object()
                            .add("plainToken", token)
                            .add("encryptedToken", signed(token, keys.get(secretPosition - 1)))
                            .build()
                            .toString());
        }

        private static String signed(String token, Key key) {
            return DigestEncoding.HEX.encode(
                    HmacKeys.digest(HmacAlgorithm.SHA256, key, List.of(token.getBytes(US_ASCII))));
        }
    }

    /**
     * Slack: <code>{"type":"url_verification","challenge":"…","token":"…"}</code>, answered with the challenge as it is; nothing is
     * signed.
     *
     * @see <a href="https://docs.slack.dev/reference/events/url_verification">Slack, url_verification</a>
     */
    final class Slack implements UrlValidation {
        private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._-]{1,256}");

        @Override
        public Optional<String> answer(HookRequest request, int secretPosition) {
            return json(request)
                    .filter(event -> is(event.get("type"), "url_verification"))
                    .flatMap(event -> token(event.get("challenge"), CHALLENGE))
                    .map(challenge -> JsonText.object()
                            .add("challenge", challenge)
                            .build()
                            .toString());
        }
    }

    private static Optional<JsonObject> json(HookRequest request) {
        if (request.body().length > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonText.read(new String(request.body(), UTF_8)));
        } catch (RuntimeException notAnObject) {
            // JsonException by the book; parsers throw others besides
            return Optional.empty();
        }
    }

    private static boolean is(JsonValue value, String text) {
        return value instanceof JsonString string && string.getString().equals(text);
    }

    private static Optional<String> token(JsonValue value, Pattern allowed) {
        return value instanceof JsonString string
                        && allowed.matcher(string.getString()).matches()
                ? Optional.of(string.getString())
                : Optional.empty();
    }
}
