package io.switchhook.intake;

import java.util.Map;

/**
 * Why a request is refused, as RFC 9457 wants it told: what the sender should change, and nothing about us.
 *
 * @param status HTTP status: 4xx if the fault is the sender's, 5xx if it is ours
 * @param reason stable code, lower case with hyphens
 * @param title the same for every refusal with this reason
 * @param detail about this request
 * @param headers to send with it
 */
public record Refusal(int status, String reason, String title, String detail, Map<String, String> headers) {
    public Refusal {
        headers = Map.copyOf(headers);
    }
}
