package io.switchhook.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request to a target. {@code url}, header and query values and {@code body} are Pebble templates.
 *
 * @param head what all steps have
 * @param method upper case: {@code GET POST PUT PATCH DELETE HEAD}; default {@code POST}
 * @param url absolute, {@code http} or {@code https}
 * @param headers by name, in order
 * @param query parameters added to the URL, in order
 * @param contentType of the body; default {@code application/json}
 * @param body empty: no body is sent
 * @param credential name of the credential whose {@code Authorization} is sent: keys {@code switchhook.credential.<name>.*}
 * @param signature how the body is signed, empty for not at all
 * @param connectTimeout empty: setting {@code switchhook.target.connect-timeout}
 * @param timeout for the whole answer; empty: setting {@code switchhook.target.timeout}
 * @param output variable name to JSONPath into the answer's JSON body
 */
public record HttpRequestStep(
        StepHead head,
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> query,
        String contentType,
        Optional<String> body,
        Optional<String> credential,
        Optional<OutboundSignature> signature,
        Optional<Duration> connectTimeout,
        Optional<Duration> timeout,
        Map<String, String> output)
        implements Step {

    /**
     * How an outgoing body is signed.
     *
     * @param verification name of the scheme, as for a source: {@code hub-sha1}
     * @param credential its secret is {@code switchhook.credential.<credential>.secret}
     */
    public record OutboundSignature(String verification, String credential) {}
}
