package io.switchhook.httprequest;

import io.switchhook.retry.RetryAfter;
import io.switchhook.retry.StatusPolicy;
import io.switchhook.target.TargetAnswer;
import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.AnswerUse;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.impl.EnglishReasonPhraseCatalog;

/** What an answer means for its step. */
final class AnswerReading {
    /** Levels of objects and arrays, as for events: parsers refuse a thousand, and what is kept must be read again. */
    private static final int DEEPEST = 100;

    private AnswerReading() {}

    /**
     * The step's result. A successful answer that {@code output} cannot be read from is a failure without another attempt: the
     * target has done its work, and doing it again would not make the answer readable.
     *
     * @param shown method and URL, for the reason
     */
    static StepResult result(HttpRequestStep step, String target, String shown, TargetAnswer answer, Instant now) {
        AnswerUse use = step.answer();
        String summary = shown + ": " + statusLine(answer.status());
        if (!use.isSuccess(answer.status())) {
            return failed(target, summary, answer, now);
        }
        boolean json = use.output().values().stream().anyMatch(AnswerPart.Json.class::isInstance);
        if (!json || answer.body().size() == 0) {
            String cut =
                    answer.truncated() ? ", its body cut at " + answer.body().size() + " bytes" : "";
            return done(use, target, summary + cut, answer, JsonValue.NULL);
        }
        if (answer.truncated()) {
            return unreadable(
                    target,
                    summary + ", but the answer is larger than the "
                            + answer.body().size()
                            + " bytes of "
                            + (use.largest().isPresent() ? "maxResponse" : "switchhook.target.max-response")
                            + ", and output needs all of it");
        }
        return AnswerVariables.json(answer.body())
                .map(value -> isDeeper(value, DEEPEST)
                        ? unreadable(target, summary + ", but the answer nests JSON deeper than " + DEEPEST + " levels")
                        : done(use, target, summary, answer, value))
                .orElseGet(() -> unreadable(target, summary + ", but the answer is not JSON, which output needs"));
    }

    private static StepResult failed(String target, String summary, TargetAnswer answer, Instant now) {
        StatusPolicy policy = StatusPolicy.of(answer.status());
        String why = "";
        if (policy == StatusPolicy.DONE) {
            why = " (success does not list it)";
        } else if (answer.status() >= 300 && answer.status() < 400) {
            why = " (redirects are not followed)";
        }
        Optional<Instant> after = answer.retryAfter().flatMap(value -> RetryAfter.parse(value, now));
        return new StepResult.Failed(target, summary + why, policy == StatusPolicy.RETRY, after);
    }

    private static StepResult done(AnswerUse use, String target, String summary, TargetAnswer answer, JsonValue json) {
        return new StepResult.Done(target, summary, new AnswerVariables(answer, json).of(use.output()));
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
}
