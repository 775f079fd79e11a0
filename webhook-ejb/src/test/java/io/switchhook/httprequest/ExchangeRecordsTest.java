package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import io.switchhook.egress.EgressPolicy;
import io.switchhook.target.Content;
import io.switchhook.target.TargetAnswer;
import io.switchhook.target.TargetCall;
import io.switchhook.target.Way;
import io.switchhook.tuning.Tuning;
import io.switchhook.workflow.Recorded;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExchangeRecordsTest {
    private static final StepResult DONE = new StepResult.Done("http://t:1", "200 OK", JsonObject.EMPTY_JSON_OBJECT);

    private final Map<String, String> settings = new HashMap<>();
    private final ExchangeRecords records = new ExchangeRecords(new Tuning(Settings.of(settings)));

    private static TargetCall call(String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Idempotency-Key", "e1-7-call");
        headers.put("Authorization", "Bearer geheim-token");
        headers.put("X-Hub-Signature", "sha1=0123456789");
        headers.put("X-Correlation-Id", "abc");
        headers.put("X-Whatever", "free");
        return new TargetCall(
                "POST",
                URI.create("https://bot.example.com/call?key=geheim"),
                headers,
                Optional.of(new Content("application/json", body.getBytes(StandardCharsets.UTF_8))),
                new TargetCall.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1024),
                Way.direct(EgressPolicy.PUBLIC_ONLY));
    }

    private static Optional<TargetAnswer> answer(String type, String body) {
        return Optional.of(
                new TargetAnswer(200, Map.of(), new Content(type, body.getBytes(StandardCharsets.UTF_8)), false));
    }

    private Recorded done(String sent, String got) {
        StepResult result =
                records.with(DONE, Optional.of(call(sent)), answer("application/json", got), UnaryOperator.identity());
        return ((StepResult.Done) result).recorded();
    }

    @Test
    void showsWhatWasSentAndReceivedWithoutSecrets() {
        Recorded recorded = done("{\"a\":1}", "{\"echo\":\"Bearer geheim-token\"}");

        assertThat(recorded.request().orElseThrow())
                .hasToString(
                        "{\"method\":\"POST\",\"url\":\"https://bot.example.com/call?***\",\"headers\":{"
                                + "\"Idempotency-Key\":\"e1-7-call\",\"Authorization\":\"***\",\"X-Hub-Signature\":\"***\","
                                + "\"X-Correlation-Id\":\"abc\",\"X-Whatever\":\"***\"},\"size\":7,\"body\":\"{\\\"a\\\":1}\"}");
        assertThat(recorded.response().orElseThrow())
                .hasToString("{\"status\":200,\"contentType\":\"application/json\",\"size\":30,"
                        + "\"body\":\"{\\\"echo\\\":\\\"Bearer ***\\\"}\"}");
    }

    @Test
    void hidesTheMembersOfTheMaskAndWholeBodiesThatCannotBeMasked() {
        settings.put("switchhook.mask", "email");

        Recorded recorded = done("{\"list\":[{\"Email\":\"kim@example.com\"}]}", "<p>kim@example.com</p>");

        assertThat(recorded.request().orElseThrow().getString("body")).isEqualTo("{\"list\":[{\"Email\":\"***\"}]}");
        assertThat(recorded.response().orElseThrow().getString("body")).isEqualTo("***");
    }

    @Test
    void keepsOnlySoMuchOfABodyAsTheSettingSays() {
        settings.put("switchhook.attempts.body", "10");

        Recorded recorded = done("0123456789ABC", "é".repeat(10));

        assertThat(recorded.request().orElseThrow().getString("body")).isEqualTo("0123456789");
        assertThat(recorded.request().orElseThrow().getBoolean("truncated")).isTrue();
        assertThat(recorded.response().orElseThrow().getString("body")).isEqualTo("é".repeat(10));
        assertThat(recorded.response().orElseThrow().containsKey("truncated")).isFalse();

        settings.put("switchhook.attempts.body", "0");
        assertThat(done("0123456789ABC", "x").request().orElseThrow()).doesNotContainKey("body");
    }

    @Test
    void keepsNothingWhereTheSettingSaysSo() {
        settings.put("switchhook.attempts.record", "failed");
        assertThat(done("{}", "{}")).isEqualTo(Recorded.NONE);
        StepResult failed = new StepResult.Failed("http://t:1", "no", true, Optional.empty());
        StepResult recorded = records.with(failed, Optional.of(call("{}")), Optional.empty(), UnaryOperator.identity());
        assertThat(((StepResult.Failed) recorded).recorded().request()).isPresent();
        assertThat(((StepResult.Failed) recorded).recorded().response()).isEmpty();

        settings.put("switchhook.attempts.record", "none");
        assertThat(records.with(failed, Optional.of(call("{}")), Optional.empty(), UnaryOperator.identity()))
                .isEqualTo(failed);
    }
}
