package io.switchhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.adapter.Interactions;
import io.switchhook.limit.ContentTypes;
import io.switchhook.limit.Limits;
import io.switchhook.limit.TokenBucket;
import io.switchhook.network.Networks;
import io.switchhook.network.TrustedProxies;
import io.switchhook.receipt.ShownHeaders;
import io.switchhook.request.Headers;
import io.switchhook.request.HookRequest;
import io.switchhook.request.RequestHead;
import io.switchhook.source.Source;
import io.switchhook.source.Source.OnRejected;
import io.switchhook.source.SourceState.Ready;
import io.switchhook.verification.Unverified;
import io.switchhook.verification.UrlValidation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before and after the verification of a request. */
class GateTest {
    private static final String BODY =
            "{\"operationId\":\"op\",\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":{\"id\":\"i-1\"}}]}}";

    private final AtomicLong nanos = new AtomicLong();
    private final Source source = source(new Limits(
            Optional.of(Networks.parse(List.of("192.0.2.0/24", "2001:db8::/32"))),
            ContentTypes.parse(List.of("application/json")),
            Optional.of(new TokenBucket(0.5, 1, nanos::get))));
    private final Intake intake = intake(source);

    @Test
    void admitsWhatKeepsEveryLimit() {
        assertThat(intake.admit(head("POST", 10, "192.0.2.7", "application/json")))
                .isEqualTo(new Admission.Admitted(source, "192.0.2.7"));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, 10, 198.51.100.1, application/json, 403 client-not-allowed",
        "GET, 0, 198.51.100.1, application/json, 403 client-not-allowed",
        "OPTIONS, 0, 198.51.100.1, application/json, 403 client-not-allowed",
        "POST, 5000, 198.51.100.1, text/xml, 403 client-not-allowed",
        "POST, 5000, 192.0.2.7, text/xml, 413 body-too-large",
        "POST, 10, 192.0.2.7, text/xml, 415 content-type",
        "POST, 10, 192.0.2.7, , 415 content-type"
    })
    void refusesWithTheFirstLimitThatIsNotKept(String method, long length, String client, String type, String why) {
        assertThat(refusal(intake.admit(head(method, length, client, type)))).isEqualTo(why);
    }

    @Test
    void refusesWhatComesTooOftenAndSaysWhenToComeAgain() {
        RequestHead head = head("POST", 10, "192.0.2.7", "application/json");
        intake.admit(head);
        nanos.addAndGet(Duration.ofMillis(600).toNanos());

        Admission refused = intake.admit(head);

        assertThat(refusal(refused)).isEqualTo("429 rate-exceeded");
        assertThat(((Outcome.Refused) ((Admission.Answered) refused).outcome())
                        .refusal()
                        .headers())
                .containsEntry("Retry-After", "2");
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(intake.admit(head)).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void whoeverIsRefusedOtherwiseAndWhoeverOnlyProbesUsesUpNoRate() {
        for (int i = 0; i < 10; i++) {
            intake.admit(head("POST", 10, "198.51.100.1", "application/json"));
            intake.admit(head("POST", 10, "192.0.2.7", "text/xml"));
            intake.admit(head("GET", 0, "192.0.2.7", ""));
        }

        assertThat(intake.admit(head("POST", 10, "192.0.2.7", "application/json")))
                .isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void aClientBehindATrustedProxyIsTheClient() {
        Intake proxied = intake(source, new TrustedProxies(Networks.parse(List.of("10.0.0.0/8"))));
        Headers headers = Headers.of(Map.of(
                "X-Forwarded-For", List.of("192.0.2.7, 198.51.100.1"), "Content-Type", List.of("application/json")));
        Headers own = Headers.of(
                Map.of("X-Forwarded-For", List.of("2001:db8::7"), "Content-Type", List.of("application/json")));

        assertThat(refusal(proxied.admit(new RequestHead("s", "POST", 10, "10.0.0.1", headers))))
                .isEqualTo("403 client-not-allowed");
        assertThat(proxied.admit(new RequestHead("s", "POST", 10, "10.0.0.1", own)))
                .isEqualTo(new Admission.Admitted(source, "2001:db8:0:0:0:0:0:7"));
    }

    @Test
    void permitsASenderOfCloudEventsToSend() {
        Headers headers = Headers.of(Map.of(
                "WebHook-Request-Origin", List.of("eventemitter.example.com"),
                "WebHook-Request-Callback", List.of("https://example.com/confirm?id=1"),
                "WebHook-Request-Rate", List.of("120")));

        Admission answer = intake.admit(new RequestHead("s", "OPTIONS", 0, "192.0.2.7", headers));

        assertThat(answer)
                .isEqualTo(new Admission.Answered(new Outcome.Permitted(Map.of(
                        "WebHook-Allowed-Origin", "eventemitter.example.com",
                        "WebHook-Allowed-Rate", "30",
                        "Allow", "GET, HEAD, OPTIONS, POST"))));
        assertThat(CloudEventsHandshake.answer(source(Limits.NONE), headers).orElseThrow())
                .containsEntry("WebHook-Allowed-Rate", "*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x\r\nSet-Cookie: a=b", "<x>", "http://x", "*"})
    void permitsNothingToWhoeverDoesNotSayItsName(String origin) {
        Headers headers = Headers.of(Map.of("WebHook-Request-Origin", List.of(origin)));

        assertThat(refusal(intake.admit(new RequestHead("s", "OPTIONS", 0, "192.0.2.7", headers))))
                .isEqualTo("405 method-not-allowed");
    }

    @Test
    void unpacksABodyAfterItIsVerified() {
        Outcome outcome = intake.take(source, gzip(BODY, "gzip"));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Taken.class, taken -> assertThat(taken.ids())
                .hasSize(1));
    }

    @Test
    void refusesABodyThatCannotBeUnpackedOrIsTooLarge() {
        assertThat(refusal(new Admission.Answered(intake.take(source, gzip(" ".repeat(5_000), "gzip")))))
                .isEqualTo("413 body-too-large");
        assertThat(refusal(new Admission.Answered(intake.take(source, gzip(BODY, "br")))))
                .isEqualTo("415 content-encoding");
        assertThat(refusal(new Admission.Answered(intake.take(source, request("{}", "gzip")))))
                .isEqualTo("400 not-gzip");
    }

    @Test
    void answersAnAttemptToFindOutWhoseTheHookIsAndKeepsNoEvent() {
        Source slack = new Source(
                "s",
                "interactions",
                new Interactions(),
                "none",
                new Unverified(),
                1_000,
                OnRejected.REFUSE,
                Limits.NONE,
                Optional.of(new UrlValidation.Slack()));

        assertThat(intake(slack).take(slack, request("{\"type\":\"url_verification\",\"challenge\":\"abc\"}", "")))
                .isEqualTo(new Outcome.Validated("{\"challenge\":\"abc\"}"));
    }

    private static Intake intake(Source source) {
        return intake(source, TrustedProxies.NONE);
    }

    private static Intake intake(Source source, TrustedProxies proxies) {
        return new Intake(
                name -> Optional.of(new Ready(source)),
                proxies,
                messages -> {},
                new Notes(new ShownHeaders(List.of()), Clock.systemUTC()),
                Clock.systemUTC());
    }

    private static Source source(Limits limits) {
        return new Source(
                "s",
                "interactions",
                new Interactions(),
                "none",
                new Unverified(),
                1_000,
                OnRejected.REFUSE,
                limits,
                Optional.empty());
    }

    private static RequestHead head(String method, long length, String client, String type) {
        Map<String, List<String>> headers = new HashMap<>();
        if (type != null) {
            headers.put("Content-Type", List.of(type));
        }
        return new RequestHead("s", method, length, client, Headers.of(headers));
    }

    private static HookRequest gzip(String body, String encoding) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return request(packed.toByteArray(), encoding);
    }

    private static HookRequest request(String body, String encoding) {
        return request(body.getBytes(StandardCharsets.UTF_8), encoding);
    }

    private static HookRequest request(byte[] body, String encoding) {
        Headers headers = Headers.of(Map.of("Content-Encoding", List.of(encoding)));
        return new HookRequest(headers, body, "192.0.2.7", Instant.EPOCH);
    }

    private static String refusal(Admission admission) {
        Refusal refusal = ((Outcome.Refused) ((Admission.Answered) admission).outcome()).refusal();
        return refusal.status() + " " + refusal.reason();
    }
}
