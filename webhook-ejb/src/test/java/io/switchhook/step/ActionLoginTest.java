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
import io.switchhook.workflow.RunContext;
import io.switchhook.workflow.StepHead;
import io.switchhook.workflow.StepResult;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Data actions that use what a login gave. */
@Timeout(60)
class ActionLoginTest {
    private static final EventRecord EVENT = new EventRecord(
            "e1", EventKind.PLAIN, "cloud", "t", "c-1", Instant.EPOCH, Instant.EPOCH, "", JsonObject.EMPTY_JSON_OBJECT);
    private static final String CONTRACT =
            ",\"contract\":{\"input\":{\"inputSchema\":{}},\"output\":{\"successSchema\":{\"type\":\"object\"}}}}";

    private record Received(String path, String authorization, String body) {}

    private final Map<String, String> keys = new HashMap<>(Map.of("switchhook.egress.allow", "127.0.0.1"));
    private final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    private final Credentials credentials = new Credentials(settings);
    private final Tuning tuning = new Tuning(settings);
    private final Clock clock = Clock.systemUTC();
    private final Targets targets = new Targets(tuning::targetLimits, clock);
    private final TargetConnection connection = new TargetConnection();
    private final Outbound outbound = new Outbound(settings, credentials, tuning, targets, connection, clock);
    private final Map<String, String> actions = new HashMap<>();
    private final DataActionStepExecution execution = new DataActionStepExecution(
            id -> Optional.ofNullable(actions.get(id)).map(DataActionSamples::parse),
            new Templates(),
            new VelocityTemplates(),
            credentials,
            targets,
            connection,
            outbound,
            tuning,
            clock);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String taken = "Bearer t-1";
    private volatile int loginStatus = 200;
    private HttpServer server;
    private String root;

    @BeforeEach
    void start() throws IOException {
        connection.open();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
        root = "http://127.0.0.1:" + server.getAddress().getPort();
        keys.put("switchhook.credential.crm.key", "k3y");
        actions.put(
                "login",
                "{\"kind\":\"data-action\",\"id\":\"login\",\"config\":{\"request\":{\"requestType\":\"POST\","
                        + "\"requestUrlTemplate\":\"" + root + "/login\",\"requestTemplate\":\"${credentials.key}\"},"
                        + "\"response\":{\"translationMap\":{\"token\":\"$.access_token\",\"until\":\"$.expires_in\"},"
                        + "\"successTemplate\":\"{\\\"token\\\":${token},\\\"expires_in\\\":${until}}\"}}"
                        + CONTRACT);
        define(",\"authAction\":\"login\"", "Bearer ${authResponse.token}");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.stop(0);
    }

    private void define(String login, String authorization) {
        actions.put(
                "ask",
                "{\"kind\":\"data-action\",\"id\":\"ask\",\"credential\":\"crm\"" + login
                        + ",\"config\":{\"request\":{\"requestType\":\"GET\",\"requestUrlTemplate\":\"" + root
                        + "/ask\",\"headers\":{\"Authorization\":\"" + authorization + "\"}},\"response\":{}}"
                        + CONTRACT);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        received.add(new Received(
                path, authorization, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        boolean login = path.equals("/login");
        String answer = login
                ? "{\"access_token\":\"t-" + count("/login") + "\",\"expires_in\":3600}"
                : "{\"echo\":\"" + authorization + "\"}";
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(login ? loginStatus : taken.equals(authorization) ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private long count(String path) {
        return received.stream().filter(one -> one.path().equals(path)).count();
    }

    private StepResult execute() {
        DataActionStep step =
                new DataActionStep(StepHead.of("ask"), "ask", JsonObject.EMPTY_JSON_OBJECT, Map.of("e", "$.echo"));
        return execution.execute(step, new RunContext(7, EVENT, JsonObject.EMPTY_JSON_OBJECT, 1));
    }

    private StepResult.Failed failed() {
        return (StepResult.Failed) execute();
    }

    @Test
    void anotherActionLogsInOnceWithTheCredentialOfTheOneItLogsInFor() {
        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        assertThat(execute()).isInstanceOf(StepResult.Done.class);

        assertThat(received)
                .containsExactly(
                        new Received("/login", "null", "k3y"),
                        new Received("/ask", "Bearer t-1", ""),
                        new Received("/ask", "Bearer t-1", ""));
    }

    @Test
    void aLoginThatTheTargetDoesNotTakeIsMadeAnewOnce() {
        execute();
        taken = "Bearer t-2";
        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        taken = "nothing";

        assertThat(failed().reason()).contains("the target answered 401");

        assertThat(count("/login")).isEqualTo(3);
        assertThat(count("/ask")).isEqualTo(5);
    }

    @Test
    void changedCredentialsNeedAnotherLogin() {
        execute();
        keys.put("switchhook.credential.crm.key", "other");
        taken = "Bearer t-2";

        assertThat(execute()).isInstanceOf(StepResult.Done.class);
        assertThat(received.get(2)).isEqualTo(new Received("/login", "null", "other"));
    }

    @Test
    void aLoginThatFailsIsAFailureThatAnotherAttemptMayMend() {
        loginStatus = 403;
        assertThat(failed().reason())
                .isEqualTo(
                        "data action ask, login by data action login cannot call the target: the target answered 403");
        assertThat(failed().retryable()).isTrue();
        assertThat(count("/ask")).isZero();

        actions.remove("login");
        assertThat(failed().reason()).isEqualTo("data action ask, login by data action login, which does not exist");
        assertThat(failed().retryable()).isFalse();
    }

    @Test
    void theAnswerOfATokenEndpointIsOneToo() {
        keys.put("switchhook.credential.crm.type", "oauth2");
        keys.put("switchhook.credential.crm.token-url", root + "/login");
        keys.put("switchhook.credential.crm.client-id", "id");
        keys.put("switchhook.credential.crm.client-secret", "s3cret");
        define("", "unused ${authResponse.access_token}");

        assertThat(execute()).isInstanceOf(StepResult.Done.class);

        assertThat(received.get(1)).isEqualTo(new Received("/ask", "Bearer t-1", ""));
    }

    @Test
    void aTrialShowsNothingOfTheLoginAndTellsTheCallThatWasTaken() {
        taken = "Bearer t-2";
        execute();
        taken = "Bearer t-3";
        DataActionTrial trial = new DataActionTrial(
                id -> Optional.ofNullable(actions.get(id)).map(DataActionSamples::parse),
                new VelocityTemplates(),
                credentials,
                targets,
                connection,
                outbound,
                tuning,
                clock);

        JsonObject report = trial.run(DataActionSamples.parse(actions.get("ask")), JsonObject.EMPTY_JSON_OBJECT);

        assertThat(report.getBoolean("success")).as("%s", report).isTrue();
        assertThat(JsonText.text(report)).contains("Bearer ***").doesNotContain("t-3", "t-2", "k3y");
        loginStatus = 500;
        taken = "nothing";
        assertThat(trial.run(DataActionSamples.parse(actions.get("ask")), JsonObject.EMPTY_JSON_OBJECT)
                        .getString("error"))
                .contains("login by data action login");
    }
}
