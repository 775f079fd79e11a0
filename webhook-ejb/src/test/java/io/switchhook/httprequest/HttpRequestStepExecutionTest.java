package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credentials;
import io.switchhook.target.Content;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.verification.HubSignature;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.HttpRequestStep.OutboundSignature;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpRequestStepExecutionTest {
    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");
    private static final EventRecord EVENT = new EventRecord(
            "e1",
            EventKind.PLAIN,
            "cloud",
            "interaction.started",
            "i-1",
            NOW,
            NOW,
            "463ac35c9f6413ad48485a3953bb6124",
            json("{\"name\":\"Zoë \\\"Z\\\" & Co\",\"id\":\"a/b\"}"));

    private record Received(String method, String uri, Map<String, List<String>> headers, Content content) {
        String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }

        byte[] body() {
            return content.bytes();
        }

        String text() {
            return new String(body(), StandardCharsets.UTF_8);
        }
    }

    private final Map<String, String> keys = new HashMap<>(Map.of("switchhook.egress.allow", "127.0.0.1"));
    private final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    private final Tuning tuning = new Tuning(settings);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Targets targets = new Targets(tuning::targetLimits, clock);
    private final TargetConnection connection = new TargetConnection();
    private final HttpRequestStepExecution execution = new HttpRequestStepExecution(
            new Templates(), new Credentials(settings), targets, connection, tuning, clock);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile Answer answer = new Answer(200, Map.of(), "");
    private Builder step;

    private record Answer(int status, Map<String, String> headers, String body) {}

    @BeforeEach
    void start() throws IOException {
        connection.open();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        step = new Builder("http://127.0.0.1:" + server.getAddress().getPort() + "/calls");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                new Content("", exchange.getRequestBody().readAllBytes())));
        Answer given = answer;
        given.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void fillsInUrlQueryHeadersAndBodyEachEscapedForItsPlace() {
        step.url += "/{{ id }}?fixed=1#part";
        step.query = Map.of("who is", "{{ name }}");
        step.headers = Map.of("X-Name", "{{ id }}");
        step.body = Optional.of("{\"name\": \"{{ name }}\", \"lang\": \"{{ Language }}\", \"none\": \"{{ none }}\"}");

        StepResult result = execute();

        assertThat(result).isInstanceOf(StepResult.Done.class);
        Received request = received.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/calls/a%2Fb?fixed=1&who%20is=Zo%C3%AB%20%22Z%22%20%26%20Co");
        assertThat(request.header("X-name")).isEqualTo("a/b");
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(json(request.text()))
                .isEqualTo(json("{\"name\":\"Zoë \\\"Z\\\" & Co\",\"lang\":\"en\",\"none\":\"\"}"));
    }

    @Test
    void tellsRepeatsAndOrigin() {
        execute();
        execution.execute(step.build(), new RunContext(7, EVENT, JsonValue.EMPTY_JSON_OBJECT, 2));
        execution.execute(step.build(), new RunContext(8, EVENT, JsonValue.EMPTY_JSON_OBJECT, 1));

        assertThat(received)
                .extracting(request -> request.header("Idempotency-key"))
                .containsExactly("e1-7-tell%20it", "e1-7-tell%20it", "e1-8-tell%20it");
        assertThat(received.get(0).header("X-correlation-id")).isEqualTo(EVENT.correlationId());
        assertThat(received.get(0).header("X-b3-traceid")).isEqualTo(EVENT.correlationId());
        assertThat(received.get(0).header("User-agent")).startsWith("Switchhook/");
    }

    @Test
    void authorsHeadersReplaceOursAndCredentialsReplaceTheirs() {
        keys.put("switchhook.credential.bot.type", "bearer");
        keys.put("switchhook.credential.bot.token", "hunter2");
        step.headers = Map.of("idempotency-key", "mine", "authorization", "theirs");
        step.credential = Optional.of("bot");

        execute();

        assertThat(received.get(0).header("Idempotency-key")).isEqualTo("mine");
        assertThat(received.get(0).header("Authorization")).isEqualTo("Bearer hunter2");
    }

    @Test
    void signsTheBytesThatAreSent() {
        keys.put("switchhook.credential.bot.secret", "hunter2");
        step.signature = Optional.of(new OutboundSignature("hub-sha1", "bot"));
        step.contentType = "text/plain; charset=ISO-8859-1";
        step.body = Optional.of("Zoë");

        execute();

        assertThat(received.get(0).body()).containsExactly('Z', 'o', 0xeb);
        assertThat(received.get(0).header("X-hub-signature"))
                .isEqualTo(HubSignature.header(received.get(0).body(), "hunter2"));
    }

    @Test
    void readsVariablesFromAJsonAnswerAndLeavesOutMissingOnes() {
        answer = new Answer(201, Map.of(), "\uFEFF{\"id\":12345678901234567890.5,\"list\":[1,2],\"nothing\":null}");
        step.output = Map.of("ticket", "$.id", "all", "list", "gone", "$.x.y", "nil", "$.nothing");

        StepResult.Done done = (StepResult.Done) execute();

        assertThat(done.output()).isEqualTo(json("{\"ticket\":12345678901234567890.5,\"all\":[1,2],\"nil\":null}"));
        assertThat(done.summary()).isEqualTo("POST " + step.url + ": 201 Created");
        assertThat(done.target())
                .isEqualTo("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html/>", "{\"id\":", "\u0000"})
    void anAnswerThatOutputCannotBeReadFromFailsForGood(String body) {
        answer = new Answer(200, Map.of(), body);
        step.output = Map.of("ticket", "$.id");

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains("200 OK, but the answer is not JSON");
    }

    @Test
    void anAnswerNestedWithoutEndFailsForGood() {
        answer = new Answer(200, Map.of(), "[".repeat(200_000));
        step.output = Map.of("ticket", "$.id");

        assertThat(failed().reason()).contains("not JSON");
    }

    /** Kept one level further down, a parser's limit of 1000 levels would not let it be read again. */
    @ParameterizedTest
    @ValueSource(ints = {101, 999})
    void anAnswerTooDeepToBeKeptFailsForGood(int depth) {
        answer = new Answer(200, Map.of(), "[".repeat(depth) + "]".repeat(depth));
        step.output = Map.of("all", "$");

        assertThat(failed().reason()).contains("200 OK, but the answer nests JSON deeper than 100 levels");
    }

    @Test
    void anAnswerTooLargeForOutputFailsForGoodAndWithoutOutputIsDone() {
        keys.put("switchhook.target.max-response", "1K");
        answer = new Answer(200, Map.of(), "{\"id\":\"" + "x".repeat(2000) + "\"}");

        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        step.output = Map.of("ticket", "$.id");
        assertThat(failed().reason()).contains("larger than the 1024 bytes of switchhook.target.max-response");
    }

    @Test
    void anEmptyAnswerHasNoVariables() {
        answer = new Answer(204, Map.of(), "");
        step.output = Map.of("ticket", "$.id");

        assertThat(((StepResult.Done) execute()).output()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "302, false, 302 Moved Temporarily (redirects are not followed)",
        "400, false, 400 Bad Request",
        "404, false, 404 Not Found",
        "408, true, 408 Request Timeout",
        "429, true, 429 Too Many Requests",
        "500, true, 500 Internal Server Error",
        "503, true, 503 Service Unavailable",
        "599, true, 599"
    })
    void theStatusDecidesWhetherAnotherAttemptMayHelp(int status, boolean retryable, String line) {
        answer = new Answer(status, Map.of("Location", "/elsewhere", "Retry-After", "120"), "secret?");

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isEqualTo(retryable);
        assertThat(failed.reason()).isEqualTo("POST " + step.url + ": " + line);
        assertThat(failed.retryAfter()).contains(NOW.plusSeconds(120));
    }

    @Test
    void reasonsShowNothingSecret() {
        keys.put("switchhook.credential.bot.type", "header");
        keys.put("switchhook.credential.bot.header", "X-Api-Key");
        keys.put("switchhook.credential.bot.value", "hunter2");
        answer = new Answer(500, Map.of(), "hunter2");
        step.credential = Optional.of("bot");
        step.url += "?key=hunter2";
        step.query = Map.of("token", "hunter2");
        step.headers = Map.of("X-Other", "hunter2");
        step.body = Optional.of("hunter2");

        assertThat(failed().toString()).doesNotContain("hunter2").contains("500 Internal Server Error");
    }

    @ParameterizedTest
    @CsvSource({
        "http://user:hunter2@127.0.0.1/, user name in it",
        "ftp://127.0.0.1/hunter2, must begin with http",
        "http://127.0.0.1/a b?hunter2, malformed at character 19",
        "http:///hunter2, no host name",
        "{{ none }}, must begin with http"
    })
    void aUrlThatIsNoneFailsForGood(String url, String reason) {
        step.url = url;

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains(reason).doesNotContain("hunter2");
    }

    @Test
    void aTemplateThatFailsFailsForGood() {
        step.body = Optional.of("{{ name | nosuchfilter }}");

        assertThat(failed()).satisfies(failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).startsWith("template");
        });
        assertThat(received).isEmpty();
    }

    @Test
    void aCredentialThatIsNotThereFailsForGoodAndIsNamed() {
        step.credential = Optional.of("bot");

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isFalse();
        assertThat(failed.reason()).contains("switchhook.credential.bot.type");
        assertThat(received).isEmpty();
    }

    @Test
    void anAddressNotListedFailsForGoodAndSaysNothingAboutTheTarget() {
        keys.remove("switchhook.egress.allow");

        for (int i = 0; i < 10; i++) {
            StepResult.Failed failed = failed();
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.reason()).contains("127.0.0.1 is loopback, which switchhook.egress.allow does not list");
        }

        assertThat(received).isEmpty();
        assertThat(targets.states()).isEmpty();
    }

    @Test
    void aTargetThatIsDownIsLeftAloneAfterAWhile() throws Exception {
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            step.url = "http://127.0.0.1:" + unused.getLocalPort() + "/";
        }
        keys.put("switchhook.target.breaker.failures", "2");

        StepResult.Failed failed = failed();
        failed();
        StepResult.Later later = (StepResult.Later) execute();

        assertThat(failed.retryable()).isTrue();
        assertThat(failed.reason()).isEqualTo("POST " + step.url + ": no connection: connection refused");
        assertThat(later.due()).isEqualTo(NOW.plusSeconds(30));
        assertThat(later.reason()).isEqualTo(later.target() + " is left alone after 2 failures in a row");
    }

    @Test
    void serverErrorsOpenTheBreakerAndOtherAnswersDoNot() {
        keys.put("switchhook.target.breaker.failures", "2");

        answer = new Answer(429, Map.of(), "");
        failed();
        failed();
        failed();
        answer = new Answer(503, Map.of(), "");
        failed();
        failed();

        assertThat(execute()).isInstanceOf(StepResult.Later.class);
        assertThat(received).hasSize(5);
    }

    @Test
    void aTargetWithAllTheCallsItMayHaveIsFull() throws Exception {
        keys.put("switchhook.target.concurrency", "1");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.createContext("/slow", exchange -> {
            inside.countDown();
            try {
                go.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        Builder slow = new Builder(step.url.replace("/calls", "/slow"));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<StepResult> first = threads.submit(() -> execution.execute(slow.build(), context()));
        inside.await();

        assertThat(execute()).isInstanceOf(StepResult.Full.class);

        go.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isInstanceOf(StepResult.Done.class);
        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        threads.shutdownNow();
    }

    @Test
    void theTimeoutIsTheSettingsWhereTheStepSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            step.url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            keys.put("switchhook.target.timeout", "PT0.2S");

            assertThat(failed().reason()).endsWith(": no complete answer within PT0.2S");
            step.timeout = Optional.of(Duration.ofMillis(300));
            assertThat(failed().reason()).endsWith(": no complete answer within PT0.3S");
        }
    }

    private StepResult execute() {
        return execution.execute(step.build(), context());
    }

    private StepResult.Failed failed() {
        StepResult result = execute();
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    private static RunContext context() {
        return new RunContext(7, EVENT, json("{\"Language\":\"en\"}"), 1);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    /** A step, part by part. */
    private static final class Builder {
        private String url;
        private Map<String, String> headers = Map.of();
        private Map<String, String> query = Map.of();
        private String contentType = "application/json";
        private Optional<String> body = Optional.empty();
        private Optional<String> credential = Optional.empty();
        private Optional<OutboundSignature> signature = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Map<String, String> output = Map.of();

        Builder(String url) {
            this.url = url;
        }

        HttpRequestStep build() {
            return new HttpRequestStep(
                    StepHead.of("tell it"),
                    "POST",
                    url,
                    headers,
                    query,
                    contentType,
                    body,
                    credential,
                    signature,
                    Optional.empty(),
                    timeout,
                    output);
        }
    }
}
