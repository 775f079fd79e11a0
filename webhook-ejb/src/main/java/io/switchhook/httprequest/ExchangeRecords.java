package io.switchhook.httprequest;

import io.switchhook.api.wire.JsonText;
import io.switchhook.query.Mask;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAnswer;
import io.switchhook.target.TargetCall;
import io.switchhook.tuning.Tuning;
import io.switchhook.tuning.Tuning.RecordedAttempts;
import io.switchhook.workflow.Recorded;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What attempts sent and got, as people may see it: no query, of headers only values known to be harmless, of bodies so much as {@code
 * switchhook.attempts.body} says, without the members of {@code switchhook.mask} and without what a header with a secretive name holds.
 */
public final class ExchangeRecords {
    /** Shorter ones are not looked for in texts: they may stand there by chance. */
    private static final int SHORTEST_SECRET = 6;

    private final Tuning tuning;

    public ExchangeRecords(Tuning tuning) {
        this.tuning = tuning;
    }

    /**
     * The result with what was sent and received.
     *
     * @param call empty where there was none
     * @param answer empty where there was none
     * @param hide takes secrets out of texts
     */
    public StepResult with(
            StepResult result, Optional<TargetCall> call, Optional<TargetAnswer> answer, UnaryOperator<String> hide) {
        RecordedAttempts wanted = tuning.recordedAttempts();
        if (call.isEmpty() || wanted == RecordedAttempts.NONE) {
            return result;
        }
        if (result instanceof StepResult.Done done && wanted == RecordedAttempts.ALL) {
            Recorded recorded = record(call.get(), answer, hide);
            return new StepResult.Done(done.target(), done.summary(), done.output(), done.writes(), recorded);
        }
        if (result instanceof StepResult.Failed failed) {
            Recorded recorded = record(call.get(), answer, hide);
            return new StepResult.Failed(
                    failed.target(), failed.reason(), failed.retryable(), failed.retryAfter(), recorded);
        }
        return result;
    }

    private Recorded record(TargetCall call, Optional<TargetAnswer> answer, UnaryOperator<String> hide) {
        UnaryOperator<String> hidden = text -> withoutSecrets(call.headers(), hide.apply(text));
        Texts texts = new Texts(new Mask(Set.copyOf(tuning.mask())), tuning.recordedBody(), hidden);
        JsonObjectBuilder headers = JsonText.object();
        new ShownHeaders(tuning.receiptHeaders()).shown(call.headers()).forEach(headers::add);
        JsonObjectBuilder request = JsonText.object()
                .add("method", call.method())
                .add("url", hidden.apply(url(call.uri())))
                .add("headers", headers);
        call.body().ifPresent(body -> texts.add(request, body, false));
        return new Recorded(Optional.of(request.build()), answer.map(got -> response(texts, got)));
    }

    private static JsonObject response(Texts texts, TargetAnswer answer) {
        JsonObjectBuilder response = JsonText.object().add("status", answer.status());
        if (!answer.body().type().isEmpty()) {
            response.add("contentType", answer.body().type());
        }
        texts.add(response, answer.body(), answer.truncated());
        return response.build();
    }

    /** Queries may hold tokens; user names cannot be in the URL of a call. */
    private static String url(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + ShownHeaders.HIDDEN;
        return uri.getScheme() + "://" + uri.getRawAuthority() + path + query;
    }

    /** A target may send back what it was sent. */
    private static String withoutSecrets(Map<String, String> headers, String text) {
        String without = text;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (ShownHeaders.isSecretive(header.getKey()) && !header.getKey().equalsIgnoreCase("Idempotency-Key")) {
                String value = header.getValue();
                String credentials = value.substring(value.indexOf(' ') + 1);
                if (credentials.length() >= SHORTEST_SECRET) {
                    without = without.replace(credentials, ShownHeaders.HIDDEN);
                }
            }
        }
        return without;
    }

    /** @param most characters of a body */
    private record Texts(Mask mask, int most, UnaryOperator<String> hide) {

        /** @param more whether there was more than the content has */
        void add(JsonObjectBuilder json, Content body, boolean more) {
            if (body.size() == 0) {
                return;
            }
            json.add("size", body.size());
            if (most == 0) {
                return;
            }
            byte[] bytes = body.bytes();
            // What is masked has to be read whole; else no more is decoded than may be shown.
            int read = mask.hidesNothing() ? Math.min(bytes.length, most * 4) : bytes.length;
            String text = hide.apply(mask.body(new String(bytes, 0, read, charset(body.type()))));
            boolean cut = text.length() > most || read < bytes.length;
            json.add("body", text.substring(0, Math.min(text.length(), most)));
            if (cut || more) {
                json.add("truncated", true);
            }
        }

        private static Charset charset(String contentType) {
            try {
                return ContentCharset.of(contentType);
            } catch (IllegalArgumentException unknown) {
                return StandardCharsets.UTF_8;
            }
        }
    }
}
