package io.switchhook.it.admin;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What administrators do with runs, dead letters, events, targets and sources; each test has a workflow and a target of its own. */
class OperationsIT {
    private static final String SECRET = "operations-app-secret";
    private static final String TOKEN = "operations-bearer-token";
    private static final String VIEWER = "viewer:only looking";
    private static final String ADMIN = "admin:" + AdminApi.PASSWORD;
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final HttpTarget shown = HttpTarget.start()
            .alwaysAnswer(request ->
                    Answer.json("{\"ticket\": 7, \"email\": \"kim@example.com\", \"echo\": \"" + TOKEN + "\"}"));
    private static final HttpTarget broken = HttpTarget.start().alwaysAnswer(request -> Answer.status(400));
    private static final HttpTarget hopeless = HttpTarget.start().alwaysAnswer(request -> Answer.status(400));
    private static final HttpTarget drained = HttpTarget.start();
    private static final HttpTarget paused = HttpTarget.start();
    private static final HttpTarget replayed = HttpTarget.start();
    private static final HttpTarget limited = HttpTarget.start();
    private static final List<HttpTarget> targets =
            List.of(shown, broken, hopeless, drained, paused, replayed, limited);

    private static final AtomicInteger operations = new AtomicInteger();

    private static ServerProcess server;
    private static AdminApi api;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        define(definitions, "shown", shown, "");
        define(definitions, "broken", broken, "");
        define(definitions, "hopeless", hopeless, "");
        define(definitions, "drained", drained, "");
        define(definitions, "paused", paused, "");
        define(definitions, "replayed", replayed, "");
        define(definitions, "limited", limited, "rateLimit: { starts: 2, per: PT1H }");
        server = TestServers.withSwitchhook("operations")
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.viewer.password", VIEWER.substring(VIEWER.indexOf(':') + 1))
                .property("switchhook.egress.allow", "127.0.0.1/32")
                .property("switchhook.mask", "email")
                .property("switchhook.credential.crm.type", "bearer")
                .property("switchhook.credential.crm.token", TOKEN)
                .source("digital", SECRET)
                .source("second", SECRET)
                .create();
        server.start();
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
        targets.forEach(HttpTarget::close);
    }

    private static void define(Path definitions, String topic, HttpTarget target, String more) throws IOException {
        Files.writeString(definitions.resolve(topic + ".yaml"), """
                kind: workflow
                id: %1$s
                steps:
                  - name: call
                    httpRequest:
                      url: %2$s
                      authorization: { credential: crm }
                      body: '{"subject": "{{ event.subject }}", "email": "lee@example.com"}'
                ---
                kind: trigger
                id: on-%1$s
                name: On %1$s
                topicName: interaction.%1$s
                enabled: true
                target: { type: Workflow, id: %1$s }
                %3$s
                """.formatted(topic, target.uri("/call"), more));
    }

    @Test
    void aRunShowsWhatItsAttemptsSentAndGot() throws Exception {
        String event = send("shown", "s-1");

        JsonObject run = ended(event, "succeeded");

        assertThat(api.all("runs?workflow=shown&status=succeeded&subject=s-1&trigger=on-shown"))
                .extracting(found -> found.getInt("id"))
                .containsExactly(run.getInt("id"));
        assertThat(api.all("runs?workflow=shown&status=failed")).isEmpty();
        JsonObject attempt = run.getJsonArray("attempts").getJsonObject(0);
        JsonObject request = attempt.getJsonObject("request");
        assertThat(request.getString("method")).isEqualTo("POST");
        assertThat(request.getString("url")).isEqualTo(shown.uri("/call").toString());
        assertThat(request.getJsonObject("headers").getString("Authorization")).isEqualTo("***");
        assertThat(request.getString("body")).isEqualTo("{\"subject\":\"s-1\",\"email\":\"***\"}");
        JsonObject response = attempt.getJsonObject("response");
        assertThat(response.getInt("status")).isEqualTo(200);
        assertThat(response.getString("body")).isEqualTo("{\"ticket\":7,\"email\":\"***\",\"echo\":\"***\"}");
        assertThat(run.getJsonObject("event").getString("topic")).isEqualTo("interaction.shown");
        assertThat(ask("GET", "runs/" + run.getInt("id"), VIEWER, "", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void deadLettersAreRetriedByFilterOnceTheirNumberWasSeen() throws Exception {
        String first = send("broken", "b-1");
        String second = send("broken", "b-1");
        send("broken", "b-2");
        String filter = "\"filter\": {\"target\": \"broken\", \"subject\": \"b-1\"}";
        await("two dead letters", SOON, () -> preview("retry", filter), count -> count == 2);
        JsonObject third = await(
                        "the third",
                        SOON,
                        () -> api.all("dead-letters?target=broken&subject=b-2"),
                        found -> found.size() == 1)
                .get(0);
        int failed = ended(first, "failed").getInt("id");
        List<ReceivedRequest> before = broken.requests();
        broken.alwaysAnswer(request -> Answer.status(200));

        assertThat(order("dead-letters/retry", "{" + filter + "}").statusCode()).isEqualTo(400);
        assertThat(order("dead-letters/retry", "{" + filter + ", \"count\": 1}").statusCode())
                .isEqualTo(409);
        HttpResponse<String> retried = order("dead-letters/retry", "{" + filter + ", \"count\": 2}");

        assertThat(retried.body()).isEqualTo("{\"retried\":2,\"refused\":[],\"remaining\":0}");
        assertThat(ended(first, "succeeded").getInt("id")).isEqualTo(failed);
        ended(second, "succeeded");
        List<String> keys = broken.requests().stream()
                .skip(before.size())
                .map(request -> request.header("Idempotency-Key").orElseThrow())
                .toList();
        assertThat(keys).hasSize(2);
        assertThat(before.stream()
                        .map(request -> request.header("Idempotency-Key").orElseThrow()))
                .as("the target can tell")
                .containsAll(keys);
        assertThat(preview("retry", filter)).isZero();
        assertThat(order("runs/" + failed + "/retry", "").statusCode()).isEqualTo(409);

        String letter = "dead-letters/" + third.getInt("id");
        assertThat(ask("DELETE", letter, VIEWER, "", "").statusCode()).isEqualTo(403);
        assertThat(ask("DELETE", letter, ADMIN, "", "").statusCode()).isEqualTo(200);
        assertThat(ask("DELETE", letter, ADMIN, "", "").statusCode()).isEqualTo(404);
    }

    @Test
    void deadLettersAreDiscardedByFilterOnceTheirNumberWasSeen() throws Exception {
        String first = send("hopeless", "h-1");
        send("hopeless", "h-1");
        send("hopeless", "h-2");
        String filter = "\"filter\": {\"target\": \"hopeless\", \"subject\": \"h-1\"}";
        await("two dead letters", SOON, () -> preview("discard", filter), count -> count == 2);
        await("the third", SOON, () -> api.all("dead-letters?target=hopeless"), found -> found.size() == 3);
        int called = hopeless.requests().size();

        assertThat(ask("POST", "dead-letters/discard", VIEWER, "application/json", "{" + filter + ", \"count\": 2}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(order("dead-letters/discard", "{" + filter + "}").statusCode())
                .isEqualTo(400);
        assertThat(order("dead-letters/discard", "{" + filter + ", \"count\": 1}")
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> discarded = order("dead-letters/discard", "{" + filter + ", \"count\": 2}");

        assertThat(discarded.body()).isEqualTo("{\"discarded\":2,\"refused\":[],\"remaining\":0}");
        assertThat(preview("discard", filter)).isZero();
        assertThat(api.all("dead-letters?target=hopeless"))
                .extracting(letter -> letter.getString("subject"))
                .containsExactly("h-2");
        assertThat(ended(first, "failed").getString("status")).isEqualTo("failed");
        assertThat(hopeless.requests()).hasSize(called);
    }

    @Test
    void aDrainedServerTakesEventsAndWorksOnThemOnceItIsResumed() throws Exception {
        Health health = new Health(server.management());
        ended(send("drained", "d-0"), "succeeded");
        try {
            assertThat(order("node/drain", "").statusCode()).isEqualTo(200);
            await("drained", SOON, () -> api.get("node").getString("state"), "drained"::equals);
            assertThat(health.ready()).isEqualTo(503);
            assertThat(health.live()).isEqualTo(200);

            List<String> events = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                events.add(send("drained", "d-" + i));
            }

            for (String event : events) {
                assertThat(ask("GET", "events/" + event, VIEWER, "", "").statusCode())
                        .isEqualTo(404);
            }
            assertThat(drained.requests()).hasSize(1);
            assertThat(order("node/resume", "").statusCode()).isEqualTo(200);
            assertThat(api.get("node").getString("state")).isEqualTo("working");
            for (String event : events) {
                ended(event, "succeeded");
            }
            await("ready", SOON, health::ready, status -> status == 200);
        } finally {
            order("node/resume", "");
        }
    }

    @Test
    void aPausedTargetIsLeftAloneAndItsRunsGoOnInOrderAfterwards() throws Exception {
        String target = "http://127.0.0.1:" + paused.port();
        assertThat(order("targets/" + target + "/pause", "").statusCode()).isEqualTo(200);

        String first = send("paused", "p-1");
        String second = send("paused", "p-1");
        String cancelled = send("paused", "p-2");
        JsonObject shownAs = await("its backlog", SOON, () -> target(target), found -> found.getInt("backlog") == 2);

        assertThat(shownAs.getJsonObject("paused").getString("by")).isEqualTo("admin");
        assertThat(run(first).getInt("tries")).isZero();
        assertThat(run(first).getString("reason")).isEqualTo(target + " is paused by an administrator");
        assertThat(order("runs/" + run(cancelled).getInt("id") + "/cancel", "").statusCode())
                .isEqualTo(200);
        assertThat(paused.requests()).isEmpty();

        // for clients and proxies that make one slash of two
        assertThat(order("targets/http:127.0.0.1:" + paused.port() + "/resume", "")
                        .statusCode())
                .isEqualTo(200);
        ended(first, "succeeded");
        ended(second, "succeeded");

        assertThat(paused.requests()).hasSize(2);
        assertThat(paused.requests().get(0).header("Idempotency-Key").orElseThrow())
                .startsWith(first);
        JsonObject ended = ended(cancelled, "cancelled");
        assertThat(ended.getString("reason")).isEqualTo("cancelled by admin");
    }

    @Test
    void aPausedSourceTellsItsSenderToComeAgain() throws Exception {
        Sender sender = new Sender(server.http(), "second", SECRET);
        assertThat(order("sources/second/pause", "").statusCode()).isEqualTo(200);

        HttpResponse<String> refused = sender.send(Sender.body("op-paused", "nothing", "i-1"));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        assertThat(refused.body()).contains("urn:switchhook:problem:source-paused");
        assertThat(items("sources")).anyMatch(source -> source.containsKey("paused"));
        assertThat(order("sources/second/resume", "").statusCode()).isEqualTo(200);
        assertThat(sender.send(Sender.body("op-paused", "nothing", "i-1")).statusCode())
                .isEqualTo(200);
        assertThat(order("sources/none/pause", "").statusCode()).isEqualTo(404);
    }

    @Test
    void anEventGoesThroughTheRulesAgain() throws Exception {
        String event = send("replayed", "r-1");
        ended(event, "succeeded");

        JsonObject dry =
                json(ask("POST", "events/" + event + "/replay", VIEWER, "application/json", "{\"dry\": true}"));
        assertThat(dry.getJsonArray("wouldStart").getJsonObject(0).getString("workflow"))
                .isEqualTo("replayed");
        assertThat(dry.getJsonArray("matchedTriggers")).hasSize(1);
        JsonObject replay = json(order("events/" + event + "/replay", "{\"triggers\": [\"on-replayed\", \"other\"]}"));

        int run = replay.getJsonArray("started").getJsonObject(0).getInt("run");
        JsonObject again = await(
                "the replay's run has ended", SOON, () -> api.get("runs/" + run), found -> found.getString("status")
                        .equals("succeeded"));
        assertThat(again.getJsonObject("replay")).hasToString("{\"number\":1,\"by\":\"admin\"}");
        assertThat(replay.getJsonArray("notStarted")).hasToString("[\"other\"]");
        assertThat(replayed.requests().stream().map(request -> request.header("Idempotency-Key")))
                .as("a replay is new work to its target")
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(api.all("runs?event=" + event)).hasSize(2);
    }

    @Test
    void whatIsBeyondTheRateLimitOfItsTriggerWaitsAndSaysWhy() throws Exception {
        send("limited", "l-1");
        send("limited", "l-2");
        String third = send("limited", "l-3");

        JsonObject waiting = await("the third's run", SOON, () -> run(third), run -> run.containsKey("reason"));

        assertThat(waiting.getString("status")).isEqualTo("waiting");
        assertThat(waiting.getString("reason")).isEqualTo("held by the rate limit of trigger on-limited: 2 per PT1H");
        assertThat(limited.awaitRequests(2, SOON)).hasSize(2);
    }

    @Test
    void onlyAnAdministratorOrdersAndOnlyByJson() throws Exception {
        for (String path : List.of(
                "runs/1/cancel",
                "dead-letters/retry",
                "sources/second/pause",
                "events/x/replay",
                "node/drain",
                "node/resume")) {
            assertThat(ask("POST", path, VIEWER, "application/json", "{}").statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(ask("POST", path, ADMIN, "text/plain", "{}").statusCode())
                    .as(path)
                    .isEqualTo(415);
        }
        assertThat(order("runs/999999999/cancel", "").statusCode()).isEqualTo(404);
        assertThat(order("runs/999999999/retry", "{\"now\": true}").statusCode())
                .isEqualTo(400);
        assertThat(order("targets/nowhere/pause", "").statusCode()).isEqualTo(400);
    }

    private static int preview(String order, String filter) {
        try {
            return json(order("dead-letters/" + order, "{" + filter + ", \"preview\": true}"))
                    .getInt("count");
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<JsonObject> items(String list) {
        return api.get(list).getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static JsonObject target(String name) {
        return items("targets").stream()
                .filter(target -> target.getString("target").equals(name))
                .findFirst()
                .orElseGet(() -> Json.createObjectBuilder().add("backlog", 0).build());
    }

    /** The newest run of an event, with all that is known of it; empty while there is none. */
    private static JsonObject run(String event) {
        List<JsonObject> runs = api.all("runs?event=" + event);
        return runs.isEmpty()
                ? JsonObject.EMPTY_JSON_OBJECT
                : api.get("runs/" + runs.get(0).getInt("id"));
    }

    private static JsonObject ended(String event, String status) {
        return await(
                "the run of " + event + " has " + status, SOON, () -> run(event), run -> run.getString("status", "")
                        .equals(status));
    }

    private static String send(String topic, String interaction) throws IOException, InterruptedException {
        Sender sender = new Sender(server.http(), "digital", SECRET);
        String operation = "op-" + topic + operations.incrementAndGet();
        HttpResponse<String> answer = sender.send(Sender.body(operation, topic, interaction));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).getJsonObject("data").getJsonArray("ids").getString(0);
    }

    private static HttpResponse<String> order(String path, String body) throws IOException, InterruptedException {
        return ask("POST", path, ADMIN, "application/json", body);
    }

    private static HttpResponse<String> ask(
            String method, String path, String credentials, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http() + "switchhook/api/" + path))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .method(method, BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }
}
