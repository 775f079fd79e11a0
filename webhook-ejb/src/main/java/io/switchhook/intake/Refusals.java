package io.switchhook.intake;

import java.time.Duration;
import java.util.Map;

/** Every refusal of a hook. */
public final class Refusals {
    /** Seconds until the sender should come again when the fault is ours. */
    private static final String SOON = "10";

    private static final String LATER = "60";
    private static final Map<String, String> CLOSE = Map.of("Connection", "close");

    private Refusals() {}

    static Refusal unknownSource() {
        return new Refusal(404, "unknown-source", "Unknown source", "There is no hook at this address.", Map.of());
    }

    static Refusal methodNotAllowed() {
        return new Refusal(
                405,
                "method-not-allowed",
                "Method not allowed",
                "Send events with POST; GET and HEAD tell whether the hook is there.",
                Map.of("Allow", "GET, HEAD, POST"));
    }

    static Refusal sourceDisabled() {
        return new Refusal(
                503,
                "source-disabled",
                "Source disabled",
                "The hook is configured wrongly on our side and takes nothing until that is corrected.",
                Map.of("Retry-After", LATER));
    }

    /** The body need not be read, so the connection is closed. */
    static Refusal sourcePaused() {
        return new Refusal(
                503,
                "source-paused",
                "Source paused",
                "The hook takes nothing for a while. Send the same request again later.",
                Map.of("Retry-After", LATER, "Connection", "close"));
    }

    /** The connection is closed, so that the rest of the body need not be read. */
    public static Refusal bodyTooLarge(int maxBody) {
        return new Refusal(
                413, "body-too-large", "Body too large", "A body of at most " + maxBody + " bytes is taken.", CLOSE);
    }

    /** The connection is closed, since the rest of the body may still come. */
    public static Refusal bodyTooSlow(long seconds) {
        return new Refusal(
                408,
                "body-too-slow",
                "Body too slow",
                "The body was not complete within " + seconds + " seconds.",
                CLOSE);
    }

    /** The connection is closed, since where the next request starts on it is not known. */
    public static Refusal bodyIncomplete() {
        return new Refusal(
                400, "body-incomplete", "Body incomplete", "The body broke off, or its chunks are malformed.", CLOSE);
    }

    static Refusal clientNotAllowed() {
        return new Refusal(
                403, "client-not-allowed", "Client not allowed", "The hook takes nothing from this network.", Map.of());
    }

    static Refusal contentType() {
        return new Refusal(
                415, "content-type", "Content type", "The hook does not take bodies of this Content-Type.", Map.of());
    }

    static Refusal rateExceeded(Duration wait) {
        return new Refusal(
                429,
                "rate-exceeded",
                "Too many requests",
                "The hook takes fewer requests than this. Send the same request again later.",
                Map.of("Retry-After", Long.toString(wait.plusMillis(999).toSeconds())));
    }

    static Refusal contentEncoding() {
        return new Refusal(
                415,
                "content-encoding",
                "Content encoding",
                "The body is compressed in a way that is not taken: send it as gzip, or as it is.",
                Map.of("Accept-Encoding", "gzip"));
    }

    static Refusal notGzip() {
        return new Refusal(
                400,
                "not-gzip",
                "Not usable",
                "The body is not gzip, as Content-Encoding says, or breaks off.",
                Map.of());
    }

    static Refusal unpackedTooLarge(int maxBody) {
        return new Refusal(
                413,
                "body-too-large",
                "Body too large",
                "A body of at most " + maxBody + " bytes is taken, also when it is unpacked.",
                Map.of());
    }

    static Refusal notVerified(String scheme, String reason, String sentence) {
        return new Refusal(401, reason, "Not verified", sentence, Map.of("WWW-Authenticate", challenge(scheme)));
    }

    private static String challenge(String scheme) {
        return switch (scheme) {
            case "basic" -> "Basic realm=\"switchhook\", charset=\"UTF-8\"";
            case "bearer" -> "Bearer";
            default -> scheme;
        };
    }

    static Refusal notUsable(String reason, String sentence) {
        return switch (reason) {
            case "content-type" -> new Refusal(415, reason, "Content type", sentence, Map.of());
            case "content-encoding" -> new Refusal(415, reason, "Not usable", sentence, Map.of());
            default -> new Refusal(400, reason, "Not usable", sentence, Map.of());
        };
    }

    static Refusal brokerUnavailable() {
        return new Refusal(
                503,
                "broker-unavailable",
                "Cannot take events now",
                "The events could not be stored on our side. Send the same request again later.",
                Map.of("Retry-After", SOON));
    }

    /** A fault of ours that nobody thought of. */
    public static Refusal internalError() {
        return new Refusal(
                500,
                "internal-error",
                "Internal error",
                "Something is wrong on our side. Send the same request again later.",
                Map.of("Retry-After", SOON));
    }
}
