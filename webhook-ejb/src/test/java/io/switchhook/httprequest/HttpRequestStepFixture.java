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
import io.switchhook.workflow.AnswerPart;
import io.switchhook.workflow.AnswerUse;
import io.switchhook.workflow.HttpRequestStep;
import io.switchhook.workflow.HttpRequestStep.OutboundSignature;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A target that writes down what it is sent and answers as it is told, and a step that calls it. */
@Timeout(60)
abstract class HttpRequestStepFixture {
    static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");
    static final EventRecord EVENT = new EventRecord(
            "e1",
            EventKind.PLAIN,
            "cloud",
            "interaction.started",
            "i-1",
            NOW,
            NOW,
            "463ac35c9f6413ad48485a3953bb6124",
            json("{\"name\":\"Zoë \\\"Z\\\" & Co\",\"id\":\"a/b\"}"));

    record Received(String method, String uri, Map<String, List<String>> headers, Content content) {
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

    final Map<String, String> keys = new HashMap<>(Map.of("switchhook.egress.allow", "127.0.0.1"));
    final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    final Tuning tuning = new Tuning(settings);
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final Targets targets = new Targets(tuning::targetLimits, clock);
    final TargetConnection connection = new TargetConnection();
    final HttpRequestStepExecution execution = new HttpRequestStepExecution(
            new Templates(),
            new Credentials(settings),
            targets,
            connection,
            new Outbound(settings, new Credentials(settings), tuning, targets, connection, clock),
            tuning,
            clock);
    final List<Received> received = new CopyOnWriteArrayList<>();
    HttpServer server;
    volatile Answer answer = new Answer(200, Map.of(), "");
    final Map<String, LongFunction<Answer>> answers = new HashMap<>();
    Builder step;

    record Answer(int status, Map<String, String> headers, String body) {}

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

    void serve(HttpExchange exchange) throws IOException {
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

    StepResult execute() {
        return execution.execute(step.build(), context());
    }

    StepResult.Failed failed() {
        StepResult result = execute();
        assertThat(result).isInstanceOf(StepResult.Failed.class);
        return (StepResult.Failed) result;
    }

    static RunContext context() {
        return new RunContext(7, EVENT, json("{\"Language\":\"en\"}"), 1);
    }

    static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    /** A step, part by part. */
    static final class Builder {
        String url;
        Map<String, String> headers = Map.of();
        Map<String, String> query = Map.of();
        String contentType = "application/json";
        Optional<String> body = Optional.empty();
        Optional<String> credential = Optional.empty();
        Optional<OutboundSignature> signature = Optional.empty();
        Optional<Duration> timeout = Optional.empty();
        Map<String, String> form = Map.of();
        Map<String, String> output = Map.of();
        Map<String, AnswerPart> parts = Map.of();
        Set<Integer> success = Set.of();
        Optional<Integer> largest = Optional.empty();

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
