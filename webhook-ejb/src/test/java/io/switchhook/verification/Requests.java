package io.switchhook.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.verification.Verification.Rejected;
import io.switchhook.verification.Verification.Result;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests as verifications judge them. */
final class Requests {
    static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");
    static final String NOW_SECONDS = "1773480413";

    private Requests() {}

    /** @param headers names and values in turn; a name may come again */
    static HookRequest request(String body, String... headers) {
        return request("", NOW, body, headers);
    }

    static HookRequest request(String query, Instant now, String body, String... headers) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            lines.merge(headers[i], List.of(headers[i + 1]), (one, other) -> List.of(one.get(0), other.get(0)));
        }
        return new HookRequest(query, Headers.of(lines), body.getBytes(UTF_8), "192.0.2.1", now);
    }

    /** The reason, or {@code accepted}. */
    static String reason(Result result) {
        return result instanceof Rejected rejected ? rejected.reason() : "accepted";
    }

    static String sentence(Result result) {
        return ((Rejected) result).sentence();
    }
}
