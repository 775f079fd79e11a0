package io.switchhook.intake;

import java.util.Map;

/** Every problem a hook answers. */
public final class Problems {
    /** Seconds until the sender should come again when the fault is ours. */
    private static final String SOON = "10";

    private static final String LATER = "60";
    private static final Map<String, String> CLOSE = Map.of("Connection", "close");

    private Problems() {}

    static Problem unknownSource() {
        return new Problem(404, "unknown-source", "Unknown source", "There is no hook at this address.", Map.of());
    }

    static Problem methodNotAllowed() {
        return new Problem(
                405,
                "method-not-allowed",
                "Method not allowed",
                "Send events with POST; GET and HEAD tell whether the hook is there.",
                Map.of("Allow", "GET, HEAD, POST"));
    }

    static Problem sourceDisabled() {
        return new Problem(
                503,
                "source-disabled",
                "Source disabled",
                "The hook is configured wrongly on our side and takes nothing until that is corrected.",
                Map.of("Retry-After", LATER));
    }

    /** The connection is closed, so that the rest of the body need not be read. */
    public static Problem bodyTooLarge(int maxBody) {
        return new Problem(
                413, "body-too-large", "Body too large", "A body of at most " + maxBody + " bytes is taken.", CLOSE);
    }

    /** The connection is closed, since the rest of the body may still come. */
    public static Problem bodyTooSlow(long seconds) {
        return new Problem(
                408,
                "body-too-slow",
                "Body too slow",
                "The body was not complete within " + seconds + " seconds.",
                CLOSE);
    }

    static Problem notVerified(String scheme, String reason, String sentence) {
        return new Problem(401, reason, "Not verified", sentence, Map.of("WWW-Authenticate", scheme));
    }

    static Problem notUsable(String reason, String sentence) {
        int status = reason.equals("content-encoding") ? 415 : 400;
        return new Problem(status, reason, "Not usable", sentence, Map.of());
    }

    static Problem brokerUnavailable() {
        return new Problem(
                503,
                "broker-unavailable",
                "Cannot take events now",
                "The events could not be stored on our side. Send the same request again later.",
                Map.of("Retry-After", SOON));
    }

    /** A fault of ours that nobody thought of. */
    public static Problem internalError() {
        return new Problem(
                500,
                "internal-error",
                "Internal error",
                "Something is wrong on our side. Send the same request again later.",
                Map.of("Retry-After", SOON));
    }
}
