package io.switchhook.httprequest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credentials;
import io.switchhook.outbound.Outbound;
import io.switchhook.target.Content;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.verification.HubSignature;
import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.AnswerUse;
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
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
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
            new Templates(),
            new Credentials(settings),
            targets,
            connection,
            new Outbound(settings, new Credentials(settings), tuning, targets, connection, clock),
            tuning,
            clock);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile Answer answer = new Answer(200, Map.of(), "");
    private final Map<String, LongFunction<Answer>> answers = new HashMap<>();
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
        String path = exchange.getRequestURI().getPath();
        long count = received.stream().filter(one -> one.uri().equals(path)).count();
        Answer given = answers.getOrDefault(path, any -> answer).apply(count);
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

    @Test
    void outputMayBeOfStatusHeadersAndText() {
        answer = new Answer(
                201,
                Map.of("Location", "/t/1", "Content-Type", "text/plain;charset=ISO-8859-1", "Set-Cookie", "a=b"),
                "Zo\u00eb");
        step.parts = Map.of(
                "code",
                AnswerPart.Whole.STATUS,
                "where",
                new AnswerPart.Header("location"),
                "none",
                new AnswerPart.Header("X-None"),
                "text",
                AnswerPart.Whole.TEXT,
                "all",
                AnswerPart.Whole.ANSWER);

        JsonObject output = ((StepResult.Done) execute()).output();

        assertThat(output.getInt("code")).isEqualTo(201);
        assertThat(output.getString("where")).isEqualTo("/t/1");
        assertThat(output).doesNotContainKey("none");
        // the server of the test writes UTF-8, whatever it says
        assertThat(output.getString("text")).isEqualTo("Zo\u00c3\u00ab");
        assertThat(output.getJsonObject("all").getInt("httpStatusCode")).isEqualTo(201);
        assertThat(output.getJsonObject("all").getString("httpResponseBody")).isEqualTo("Zo\u00c3\u00ab");
        assertThat(output.getJsonObject("all").getJsonObject("httpResponseHeaders"))
                .containsKey("location")
                .doesNotContainKey("set-cookie");
    }

    @Test
    void aTextThatIsTooLongIsCutAndTheSummarySaysSo() {
        answer = new Answer(200, Map.of(), "0123456789");
        step.largest = Optional.of(4);
        step.parts = Map.of("text", AnswerPart.Whole.TEXT);

        StepResult.Done done = (StepResult.Done) execute();

        assertThat(done.output().getString("text")).isEqualTo("0123");
        assertThat(done.summary()).endsWith("/calls: 200 OK, its body cut at 4 bytes");
        step.output = Map.of("ticket", "$.id");
        assertThat(failed().reason()).contains("larger than the 4 bytes of maxResponse");
    }

    @Test
    void theStepSaysWhichStatusesAreSuccess() {
        step.success = Set.of(200, 404);
        answer = new Answer(404, Map.of(), "");
        assertThat(execute()).isInstanceOf(StepResult.Done.class);

        answer = new Answer(202, Map.of(), "");
        assertThat(failed().reason()).endsWith(": 202 Accepted (success does not list it)");
        assertThat(failed().retryable()).isFalse();
        answer = new Answer(503, Map.of(), "");
        assertThat(failed().retryable()).isTrue();
    }

    @Test
    void sendsAForm() {
        step.contentType = "application/x-www-form-urlencoded";
        step.form = new java.util.LinkedHashMap<>();
        step.form.put("full name", "{{ name }}");
        step.form.put("id", "{{ id }}");

        execute();

        assertThat(received.get(0).text()).isEqualTo("full+name=Zo%C3%AB+%22Z%22+%26+Co&id=a%2Fb");
        assertThat(received.get(0).header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void fetchesATokenAndASecondOneOnceWhenTheTargetDoesNotTakeIt() {
        oauth2();
        answers.put("/token", count -> new Answer(200, Map.of(), "{\"access_token\":\"t" + count + "\"}"));
        execute();
        assertThat(paths()).containsExactly("/token", "/calls");

        answer = new Answer(401, Map.of(), "");
        StepResult.Failed failed = failed();

        assertThat(failed.reason()).endsWith("/calls: 401 Unauthorized");
        assertThat(failed.retryable()).isFalse();
        assertThat(paths()).containsExactly("/token", "/calls", "/calls", "/token", "/calls");
        assertThat(received.get(2).header("Authorization")).isEqualTo("Bearer t1");
        assertThat(received.get(4).header("Authorization")).isEqualTo("Bearer t2");
    }

    @Test
    void aTokenThatIsNotHadIsARetryableFailureOfTheStep() {
        oauth2();
        answers.put("/token", count -> new Answer(429, Map.of("Retry-After", "7"), "{\"error\":\"s3cret\"}"));

        StepResult.Failed failed = failed();

        assertThat(failed.retryable()).isTrue();
        assertThat(failed.retryAfter()).contains(NOW.plusSeconds(7));
        assertThat(failed.reason())
                .startsWith("token of credential crm, POST http://127.0.0.1:")
                .endsWith("/token: status 429");
        assertThat(paths()).containsExactly("/token");
    }

    private void oauth2() {
        String root = "http://127.0.0.1:" + server.getAddress().getPort();
        keys.put("switchhook.credential.crm.type", "oauth2");
        keys.put("switchhook.credential.crm.token-url", root + "/token");
        keys.put("switchhook.credential.crm.client-id", "id");
        keys.put("switchhook.credential.crm.client-secret", "s3cret");
        step.credential = Optional.of("crm");
    }

    private List<String> paths() {
        return received.stream().map(Received::uri).toList();
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
        private Map<String, String> form = Map.of();
        private Map<String, String> output = Map.of();
        private Map<String, AnswerPart> parts = Map.of();
        private Set<Integer> success = Set.of();
        private Optional<Integer> largest = Optional.empty();

        Builder(String url) {
            this.url = url;
        }

        HttpRequestStep build() {
            Map<String, AnswerPart> all = new HashMap<>(parts);
            output.forEach((variable, path) -> all.put(variable, new AnswerPart.Json(path)));
            return new HttpRequestStep(
                    StepHead.of("tell it"),
                    "POST",
                    url,
                    headers,
                    query,
                    contentType,
                    body,
                    form,
                    credential,
                    signature,
                    Optional.empty(),
                    timeout,
                    new AnswerUse(success, largest, all));
        }
    }
}
