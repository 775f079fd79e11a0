package io.switchhook.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credentials;
import io.switchhook.definition.DataActionSamples;
import io.switchhook.outbound.Outbound;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.template.Templates;
import io.switchhook.tuning.Tuning;
import io.switchhook.velocity.VelocityTemplates;
import io.switchhook.workflow.DataActionStep;
import io.switchhook.workflow.NotReady;
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataActionStepExecutionTest {
    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");
    private static final EventRecord EVENT = new EventRecord(
            "e1",
            EventKind.PLAIN,
            "cloud",
            "v2.detail.events.conversation.{id}.user.end",
            "c-1",
            NOW,
            NOW,
            "463ac35c9f6413ad48485a3953bb6124",
            JsonText.read(
                    "{\"addressTo\":\"bot-user-77\",\"disconnectType\":\"TRANSFER\",\"interactingDurationMs\":81250}"));

    private record Received(String method, String uri, Map<String, List<String>> headers, String body) {}

    private final Map<String, String> keys = new HashMap<>(Map.of("switchhook.egress.allow", "127.0.0.1"));
    private final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    private final Tuning tuning = new Tuning(settings);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final Targets targets = new Targets(tuning::targetLimits, clock);
    private final TargetConnection connection = new TargetConnection();
    private final Map<String, String> actions = new HashMap<>();
    private boolean ready = true;
    private final DataActionStepExecution execution = new DataActionStepExecution(
            id -> {
                if (!ready) {
                    throw new NotReady("the directory could not be read yet");
                }
                return Optional.ofNullable(actions.get(id)).map(DataActionSamples::parse);
            },
            new Templates(),
            new VelocityTemplates(),
            new Credentials(settings),
            targets,
            connection,
            new Outbound(settings, new Credentials(settings), tuning, targets, connection, clock),
            tuning,
            clock);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{}";
    private volatile Map<String, String> answerHeaders = Map.of();
    private String url;

    @BeforeEach
    void start() throws IOException {
        connection.open();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/x";
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
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        answerHeaders.forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void define(String id, String inputSchema, String request, String response, String credential) {
        actions.put(
                id,
                "{\"kind\":\"data-action\",\"id\":\"" + id + "\"" + credential
                        + ",\"config\":{\"timeoutSeconds\":1,\"request\":"
                        + request + ",\"response\":" + response + "},\"contract\":{\"input\":{\"inputSchema\":"
                        + inputSchema
                        + "},\"output\":{\"successSchema\":{\"properties\":{\"id\":{\"type\":\"string\"}}}}}}");
    }

    private void definePost() {
        define(
                "bot",
                "{\"required\":[\"userId\"],\"properties\":{\"ms\":{\"type\":\"integer\"},\"none\":{\"type\":\"number\"}}}",
                "{\"requestType\":\"POST\",\"requestUrlTemplate\":\"" + url + "\",\"headers\":{\"X-Key\":"
                        + "\"${credentials.apiKey}\"}}",
                "{}",
                ",\"credential\":\"crm\"");
        keys.put("switchhook.credential.crm.apiKey", "k3y");
    }

    private StepResult execute(String action, String input) {
        DataActionStep step =
                new DataActionStep(StepHead.of("tell"), action, JsonText.read(input), Map.of("ticket", "$.id"));
        return execution.execute(step, new RunContext(7, EVENT, JsonValue.EMPTY_JSON_OBJECT, 1));
    }

    @Test
    void postsTheInputAndTakesVariablesFromTheResult() {
        definePost();
        answer = "{\"id\":\"T-1\"}";

        StepResult result = execute(
                "bot",
                "{\"userId\":\"{{ addressTo }}\",\"topic\":\"v2.x\",\"ms\":\"{{ interactingDurationMs }}\","
                        + "\"none\":\"{{ none }}\",\"list\":[\"{{ disconnectType }}\",1]}");

        assertThat(result).isInstanceOf(StepResult.Done.class);
        JsonObject output = ((StepResult.Done) result).output();
        assertThat(output).isEqualTo(JsonText.read("{\"ticket\":\"T-1\"}"));
        Received request = received.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(JsonText.read(request.body()))
                .isEqualTo(JsonText.read(
                        "{\"userId\":\"bot-user-77\",\"topic\":\"v2.x\",\"ms\":81250,\"list\":[\"TRANSFER\",1]}"));
        assertThat(request.headers())
                .containsEntry("X-key", List.of("k3y"))
                .containsEntry("Content-type", List.of("application/json"))
                .containsEntry("Idempotency-key", List.of("e1-7-tell"))
                .containsEntry("X-correlation-id", List.of(EVENT.correlationId()))
                .doesNotContainKey("Authorization");
    }

    @Test
    void bodiesAreWrittenInTheCharsetThatTheyName() {
        define(
                "latin",
                "{}",
                "{\"requestType\":\"POST\",\"requestUrlTemplate\":\"" + url + "\",\"headers\":{\"content-type\":"
                        + "\"text/plain; charset=$input.charset\"},\"requestTemplate\":\"$input.name\"}",
                "{}",
                "");

        assertThat(execute("latin", "{\"name\":\"Zoë\",\"charset\":\"iso-8859-1\"}"))
                .isInstanceOf(StepResult.Done.class);
        assertThat(failed(execute("latin", "{\"name\":\"Zoë\",\"charset\":\"none-such\"}")))
                .isEqualTo("false data action latin: contentType names a charset that is not known");

        assertThat(received).hasSize(1);
        assertThat(received.get(0).headers()).containsEntry("Content-type", List.of("text/plain; charset=iso-8859-1"));
        assertThat(received.get(0).body()).isEqualTo("Zo\uFFFD");
    }

    @Test
    void aCredentialWithATypeIsSentByItself() {
        definePost();
        keys.put("switchhook.credential.crm.type", "basic");
        keys.put("switchhook.credential.crm.username", "joe");
        keys.put("switchhook.credential.crm.password", "secret");

        execute("bot", "{\"userId\":\"u\"}");

        assertThat(received.get(0).headers().get("Authorization"))
                .singleElement()
                .asString()
                .startsWith("Basic ");
    }

    @Test
    void whatFailsBeforeTheCallIsNotTriedAgain() {
        definePost();
        keys.remove("switchhook.credential.crm.apiKey");

        assertThat(failed(execute("bot", "{}")))
                .isEqualTo(
                        "false data action bot cannot check the input against its schema: $: required property 'userId'"
                                + " not found");
        assertThat(failed(execute("bot", "{\"userId\":\"u\"}")))
                .isEqualTo("false data action bot cannot fill in the headers: header X-Key line 1: credentials.apiKey:"
                        + " switchhook.credential.crm.apiKey: found nothing, allowed is a value, or a file under"
                        + " switchhook.credential.crm.apiKey-file");
        assertThat(failed(execute("bot", "{\"userId\":\"{{ addressTo.nope() }}\"}")))
                .startsWith("false data action bot, input: ");
        assertThat(failed(execute("none", "{}"))).isEqualTo("false data action none does not exist");
        assertThat(received).isEmpty();
    }

    @Test
    void waitsForTheDefinitionsToBeRead() {
        ready = false;

        assertThat(failed(execute("bot", "{}")))
                .startsWith("true data action bot: the directory could not be read yet");
    }

    @Test
    void addressesThatAreNotAllowedAreNotCalled() {
        definePost();
        keys.remove("switchhook.egress.allow");

        assertThat(failed(execute("bot", "{\"userId\":\"u\"}"))).startsWith("false data action bot, http://127.0.0.1:");
        assertThat(received).isEmpty();
    }

    @Test
    void triesAgainAfterFailuresOfTheTargetAlone() {
        definePost();
        status = 503;
        answerHeaders = Map.of("Retry-After", "120");

        StepResult.Failed busy = (StepResult.Failed) execute("bot", "{\"userId\":\"u\"}");
        status = 400;
        StepResult.Failed refused = (StepResult.Failed) execute("bot", "{\"userId\":\"u\"}");
        status = 200;
        answer = "not JSON k3y";
        StepResult.Failed garbage = (StepResult.Failed) execute("bot", "{\"userId\":\"u\"}");
        answer = "{\"id\":7}";
        StepResult.Failed outside = (StepResult.Failed) execute("bot", "{\"userId\":\"u\"}");

        assertThat(busy.retryAfter()).contains(NOW.plusSeconds(120));
        assertThat(failed(busy)).isEqualTo("true data action bot cannot call the target: the target answered 503");
        assertThat(failed(refused)).isEqualTo("false data action bot cannot call the target: the target answered 400");
        assertThat(failed(garbage)).isEqualTo("false data action bot cannot read the answer: it is not JSON");
        assertThat(failed(outside))
                .isEqualTo("false data action bot cannot check the result against its schema: $.id: integer found,"
                        + " string expected");
    }

    @Test
    void aTargetThatFailsIsLeftAlone() {
        definePost();
        keys.put("switchhook.target.breaker.failures", "1");
        status = 500;

        execute("bot", "{\"userId\":\"u\"}");

        assertThat(execute("bot", "{\"userId\":\"u\"}")).isInstanceOf(StepResult.Later.class);
        assertThat(received).hasSize(1);
    }

    @Test
    void aClosedPortIsTriedAgain() {
        definePost();
        server.stop(0);

        assertThat(failed(execute("bot", "{\"userId\":\"u\"}"))).startsWith("true data action bot, http://127.0.0.1:");
    }

    @Test
    void aTrialCallsTheTargetAndTellsEachOperation() {
        definePost();
        answer = "{\"id\":\"T-1\",\"echo\":\"k3y\"}";
        DataActionTrial trial = new DataActionTrial(
                id -> Optional.ofNullable(actions.get(id)).map(DataActionSamples::parse),
                new VelocityTemplates(),
                new Credentials(settings),
                targets,
                connection,
                new Outbound(settings, new Credentials(settings), tuning, targets, connection, clock),
                tuning,
                clock);

        JsonObject report = trial.run(DataActionSamples.parse(actions.get("bot")), JsonText.read("{\"userId\":\"u\"}"));

        assertThat(report.getBoolean("success")).isTrue();
        assertThat(report.getJsonArray("operations")).hasSize(9);
        assertThat(report.get("finalResult")).isEqualTo(JsonText.read("{\"id\":\"T-1\",\"echo\":\"***\"}"));
        assertThat(report.toString()).doesNotContain("k3y");
        assertThat(received.get(0).headers()).containsEntry("X-key", List.of("k3y"));

        server.stop(0);
        JsonObject failed = trial.run(DataActionSamples.parse(actions.get("bot")), JsonText.read("{\"userId\":\"u\"}"));
        assertThat(failed.getBoolean("success")).isFalse();
        assertThat(failed.getString("error")).startsWith("cannot call the target: ");
        assertThat(failed.getJsonArray("operations")).hasSize(5);
    }

    private static String failed(StepResult result) {
        StepResult.Failed failed = (StepResult.Failed) result;
        return failed.retryable() + " " + failed.reason();
    }
}
