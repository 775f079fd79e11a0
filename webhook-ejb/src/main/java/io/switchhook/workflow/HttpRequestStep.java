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
 * @param body empty: no body is sent, or a form
 * @param form fields of a form that is the body, in order; none with {@code body}
 * @param credential name of the credential whose {@code Authorization} is sent: keys {@code switchhook.credential.<name>.*}
 * @param signature how the body is signed, empty for not at all
 * @param connectTimeout empty: setting {@code switchhook.target.connect-timeout}
 * @param timeout for the whole answer; empty: setting {@code switchhook.target.timeout}
 * @param answer what is made of the answer
 */
public record HttpRequestStep(
        StepHead head,
        String method,
        String url,
        Map<String, String> headers,
        Map<String, String> query,
        String contentType,
        Optional<String> body,
        Map<String, String> form,
        Optional<String> credential,
        Optional<OutboundSignature> signature,
        Optional<Duration> connectTimeout,
        Optional<Duration> timeout,
        AnswerUse answer)
        implements Step {

    /**
     * How an outgoing body is signed.
     *
     * @param verification name of the scheme, as for a source: {@code hub-sha1}
     * @param credential its secret is {@code switchhook.credential.<credential>.secret}
     */
    public record OutboundSignature(String verification, String credential) {}
}
