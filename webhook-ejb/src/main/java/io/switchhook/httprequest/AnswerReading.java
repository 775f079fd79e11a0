package io.switchhook.httprequest;

import io.switchhook.api.wire.JsonText;
import io.switchhook.jsonpath.FieldPath;
import io.switchhook.retry.RetryAfter;
import io.switchhook.retry.StatusPolicy;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAnswer;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/** What an answer means for its step. */
final class AnswerReading {
    private static final byte[] UTF8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** Levels of objects and arrays, as for events: parsers refuse a thousand, and what is kept must be read again. */
    private static final int DEEPEST = 100;

    private AnswerReading() {}

    /**
     * The step's result. An answer of 2xx that {@code output} cannot be read from is a failure without another attempt: the
     * target has done its work, and doing it again would not make the answer readable.
     *
     * @param shown method and URL, for the reason
     */
    static StepResult result(HttpRequestStep step, String target, String shown, TargetAnswer answer, Instant now) {
        String summary = shown + ": " + statusLine(answer.status());
        StatusPolicy policy = StatusPolicy.of(answer.status());
        if (policy != StatusPolicy.DONE) {
            boolean redirect = answer.status() >= 300 && answer.status() < 400;
            Optional<Instant> after = answer.retryAfter().flatMap(value -> RetryAfter.parse(value, now));
            return new StepResult.Failed(
                    target,
                    redirect ? summary + " (redirects are not followed)" : summary,
                    policy == StatusPolicy.RETRY,
                    after);
        }
        if (step.output().isEmpty() || answer.body().size() == 0) {
            return new StepResult.Done(target, summary, JsonValue.EMPTY_JSON_OBJECT);
        }
        if (answer.truncated()) {
            return unreadable(
                    target,
                    summary + ", but the answer is larger than the "
                            + answer.body().size()
                            + " bytes of switchhook.target.max-response, and output needs all of it");
        }
        return json(answer.body())
                .map(json -> isDeeper(json, DEEPEST)
                        ? unreadable(target, summary + ", but the answer nests JSON deeper than " + DEEPEST + " levels")
                        : new StepResult.Done(target, summary, output(step.output(), json)))
                .orElseGet(() -> unreadable(target, summary + ", but the answer is not JSON, which output needs"));
    }

    private static boolean isDeeper(JsonValue value, int levels) {
        if (value instanceof JsonObject object) {
            return levels == 0 || object.values().stream().anyMatch(member -> isDeeper(member, levels - 1));
        }
        return value instanceof JsonArray array
                && (levels == 0 || array.stream().anyMatch(element -> isDeeper(element, levels - 1)));
    }

    private static StepResult unreadable(String target, String reason) {
        return new StepResult.Failed(target, reason, false, Optional.empty());
    }

    /** Status and its usual phrase; never the phrase the target sent, which may be anything. */
    static String statusLine(int status) {
        String phrase = status < 100 || status > 599
                ? null
                : EnglishReasonPhraseCatalog.INSTANCE.getReason(status, Locale.ENGLISH);
        return phrase == null ? Integer.toString(status) : status + " " + phrase;
    }

    private static JsonObject output(Map<String, String> paths, JsonValue json) {
        JsonObjectBuilder variables = JsonText.object();
        paths.forEach(
                (variable, path) -> FieldPath.of(path).read(json).ifPresent(value -> variables.add(variable, value)));
        return variables.build();
    }

    private static Optional<JsonValue> json(Content body) {
        byte[] bytes = body.bytes();
        boolean marked = bytes.length >= 3 && Arrays.equals(bytes, 0, 3, UTF8_MARK, 0, 3);
        int from = marked ? 3 : 0;
        try (JsonReader reader =
                JsonText.provider().createReader(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
            return Optional.of(reader.readValue());
        } catch (RuntimeException notJson) {
            // JsonException, and whatever else a parser throws at bytes that are none
            return Optional.empty();
        } catch (StackOverflowError tooDeep) {
            return Optional.empty();
        }
    }
}
