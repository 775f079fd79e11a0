package io.switchhook.it.admin;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiIT {
    private static final String SECRET = "admin-api-app-secret";
    private static final String VIEWER_PASSWORD = "only looking";
    private static final Duration SOON = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static HttpTarget target;
    private static ServerProcess server;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        target = HttpTarget.start()
                .alwaysAnswer(request -> Answer.status(request.path().equals("/broken") ? 500 : 200));
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("tell.yaml"), definitions(target));
        server = TestServers.withSwitchhook("admin-api")
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.viewer.password", VIEWER_PASSWORD)
                .property("switchhook.mask", "email,phone")
                .source("digital", SECRET)
                .source("second", SECRET)
                .source("broken", SECRET)
                .property("switchhook.source.broken.adapter", "carrier-pigeon")
                .create();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,events,",
        "GET,events,admin:wrong",
        "GET,events,admin:",
        "GET,events,nobody:wrong",
        "GET,sources,viewer:wrong",
        "GET,no/such/thing,",
        "POST,events,",
        "OPTIONS,events,",
        "DELETE,dead-letters/1,admin:wrong"
    })
    void refusesWhoDoesNotSignIn(String method, String path, String credentials) throws Exception {
        HttpResponse<String> answer = ask(method, path, credentials);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=");
        assertIsProblem(answer, "unauthorized");
    }

    @Test
    void aControlCharacterInAnAddressFindsNothing() throws Exception {
        // Open Liberty refuses such an address itself
        assertThat(ask("GET", "events/%00", "admin:" + password()).statusCode()).isIn(400, 404);
    }

    @Test
    void refusesAMalformedHeaderInsteadOfFailing() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api("events"))
                .header("Authorization", "Basic !!!")
                .build();

        assertThat(HTTP.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void generatesAPasswordForItsOwnerOnlyAndKeepsItOverARestart() throws Exception {
        Path file = passwordFile();
        String password = password();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(server.log()).contains(file.toString()).doesNotContain(password);

        server.restart();

        assertThat(password()).isEqualTo(password);
        assertThat(ask("GET", "events", "admin:" + password).statusCode()).isEqualTo(200);
        assertThat(server.log()).contains(file.toString()).doesNotContain(password);
    }

    @Test
    void logsARefusalWithoutWhatWasTried() throws Exception {
        ask("GET", "events", "admin:a-password-tried");
        ask("GET", "events", "a-password-in-the-wrong-field:x");

        assertThat(server.log())
                .contains("Refused a sign-in to the admin API: wrong password for user admin")
                .doesNotContain("a-password-tried", "a-password-in-the-wrong-field");
    }

    @Test
    void letsTheViewerRead() throws Exception {
        assertThat(ask("GET", "events", "viewer:" + VIEWER_PASSWORD).statusCode())
                .isEqualTo(200);
    }

    @Test
    void readsEveryEventOncePageByPage() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            sent.add(send("second", Sender.started("paging-" + i, "paging-" + i)));
        }
        await("all stored", SOON, () -> items("events?source=second&limit=200"), items -> items.size() == 12);

        List<String> read = new ArrayList<>();
        String query = "events?source=second&limit=5";
        List<Integer> sizes = new ArrayList<>();
        for (String page = query; page != null; ) {
            JsonObject answer = get(page);
            List<String> ids = ids(answer.getJsonArray("items").getValuesAs(JsonObject.class));
            read.addAll(ids);
            sizes.add(ids.size());
            page = answer.containsKey("next") ? query + "&cursor=" + answer.getString("next") : null;
        }

        assertThat(sizes).containsExactly(5, 5, 2);
        assertThat(read).containsExactlyInAnyOrderElementsOf(sent);
    }

    @Test
    void filtersEvents() throws Exception {
        Instant before = Instant.now();
        String started = send("digital", Sender.body("filter-1", "STARTED", "filtered"));
        String finished = send("digital", Sender.body("filter-2", "FINISHED", "filtered"));
        await("both stored", SOON, () -> items("events?subject=filtered"), items -> items.size() == 2);

        assertThat(ids(items("events?subject=filtered"))).containsExactly(finished, started);
        assertThat(ids(items("events?subject=filtered&topic=interaction.started")))
                .containsExactly(started);
        assertThat(ids(items("events?subject=filtered&source=second"))).isEmpty();
        assertThat(ids(items("events?subject=filtered&from=" + before))).hasSize(2);
        assertThat(ids(items("events?subject=filtered&to=" + before))).isEmpty();
    }

    @Test
    void showsAnEventWithItsRunsAndAttempts() throws Exception {
        String id = send("digital", Sender.started("detail-1", "detailed"));

        await("stored", SOON, () -> items("events?subject=detailed"), items -> !items.isEmpty());
        JsonObject event = await("its run ended", SOON, () -> get("events/" + id), AdminApiIT::hasSucceeded);

        assertThat(event.getString("source")).isEqualTo("digital");
        assertThat(event.getString("topic")).isEqualTo("interaction.started");
        assertThat(event.getString("subject")).isEqualTo("detailed");
        assertThat(event.getJsonObject("data").getString("mediaType")).isEqualTo("chat");
        assertThat(Instant.parse(event.getString("receivedAt"))).isBefore(Instant.now());
        JsonObject run = event.getJsonArray("runs").getJsonObject(0);
        assertThat(run.getString("kind")).isEqualTo("workflow");
        assertThat(run.getString("target")).isEqualTo("tell");
        assertThat(run.getString("trigger")).isEqualTo("on-started");
        JsonObject attempt = run.getJsonArray("attempts").getJsonObject(0);
        assertThat(attempt.getString("step")).isEqualTo("call");
        assertThat(attempt.getInt("number")).isEqualTo(1);
        assertThat(attempt.getString("outcome")).isEqualTo("done");
        assertThat(attempt.getString("detail")).endsWith("200 OK");
    }

    @Test
    void showsDeadLettersWithTheirReason() throws Exception {
        String id = send("digital", Sender.body("dead-1", "FINISHED", "doomed"));

        JsonObject letter = await(
                        "a dead letter", SOON, () -> items("dead-letters?limit=200"), letters -> letters.stream()
                                .anyMatch(found -> found.getString("eventId").equals(id)))
                .stream()
                .filter(found -> found.getString("eventId").equals(id))
                .findFirst()
                .orElseThrow();

        assertThat(letter.getString("kind")).isEqualTo("workflow");
        assertThat(letter.getString("target")).isEqualTo("give-up");
        assertThat(letter.getString("step")).isEqualTo("call");
        assertThat(letter.getString("subject")).isEqualTo("doomed");
        assertThat(letter.getString("reason")).contains("500");
        assertThat(letter.getInt("attempts")).isEqualTo(2);
        assertThat(get("dead-letters/" + letter.getInt("id"))).isEqualTo(letter);
        JsonObject run = get("events/" + id).getJsonArray("runs").getJsonObject(0);
        assertThat(run.getInt("id")).isEqualTo(letter.getInt("run"));
        assertThat(run.getString("status")).isEqualTo("failed");
        assertThat(run.getJsonArray("attempts")).hasSize(2);
    }

    @Test
    void showsSourcesAndWhyOneIsDisabled() throws Exception {
        List<JsonObject> sources = items("sources");

        assertThat(sources)
                .extracting(source -> source.getString("name") + " " + source.getString("state"))
                .containsExactly("digital ready", "second ready", "broken disabled");
        assertThat(sources.get(0).getString("adapter")).isEqualTo("interactions");
        assertThat(sources.get(0).getString("verification")).isEqualTo("hub-sha1");
        assertThat(sources.get(2).getString("reason")).contains("switchhook.source.broken.adapter", "carrier-pigeon");
        assertThat(sources.toString()).doesNotContain(SECRET);
    }

    @Test
    void hidesMembersNamedByTheAdministrator() throws Exception {
        String id = send("digital", """
                {"operationId":"mask-1","data":{"entities":[{"event":"STARTED","entity":{"id":"masked","mediaType":"chat",
                "email":"kim@example.com","people":[{"Phone":{"home":"555-0100"}}]}}]}}""");

        await("stored", SOON, () -> items("events?subject=masked"), items -> !items.isEmpty());
        JsonObject data = get("events/" + id).getJsonObject("data");

        assertThat(data.getString("email")).isEqualTo("***");
        assertThat(data.getJsonArray("people").getJsonObject(0).getString("Phone"))
                .isEqualTo("***");
        assertThat(data.getString("mediaType")).isEqualTo("chat");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,events?topik=x,400,unknown-parameter",
        "GET,events?topic=a&topic=b,400,invalid-parameter",
        "GET,events?limit=0,400,invalid-parameter",
        "GET,events?limit=201,400,invalid-parameter",
        "GET,events?from=yesterday,400,invalid-parameter",
        "GET,events?topic=%00,400,invalid-parameter",
        "GET,events?cursor=garbled,400,invalid-cursor",
        "GET,events?cursor=REVBRF9MRVRURVJTLzE,400,invalid-cursor",
        "GET,sources?limit=1,400,unknown-parameter",
        "GET,events/nope,404,not-found",
        "GET,dead-letters/4711,404,not-found",
        "GET,dead-letters/abc,404,not-found",
        "GET,nope,404,not-found",
        "GET,,404,not-found",
        "POST,events,405,method-not-allowed",
        "DELETE,events/x,405,method-not-allowed"
    })
    void saysWhatIsWrongWithARequest(String method, String path, int status, String reason) throws Exception {
        HttpResponse<String> answer = ask(method, path == null ? "" : path, "admin:" + password());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertIsProblem(answer, reason);
        assertThat(answer.headers().firstValue("Allow").isPresent()).isEqualTo(status == 405);
    }

    @Test
    void namesTheParametersThatAreAllowed() throws Exception {
        assertThat(ask("GET", "events?topik=x", "admin:" + password()).body())
                .contains("found topik, allowed are source, topic, subject, from, to, cursor, limit");
    }

    @Test
    void refusesAMediaTypeItCannotGive() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api("events"))
                .header("Authorization", basic("admin:" + password()))
                .header("Accept", "text/html")
                .build();

        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(406);
        assertIsProblem(answer, "not-acceptable");
    }

    private static void assertIsProblem(HttpResponse<String> answer, String reason) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertHasSafeHeaders(answer);
        JsonObject problem = json(answer.body());
        assertThat(problem.getString("type")).isEqualTo("urn:switchhook:problem:" + reason);
        assertThat(problem.getInt("status")).isEqualTo(answer.statusCode());
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception", "io.switchhook", "jboss", "\tat ");
    }

    private static void assertHasSafeHeaders(HttpResponse<String> answer) {
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    private static boolean hasSucceeded(JsonObject event) {
        return event.getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                .anyMatch(run -> run.getString("status").equals("succeeded"));
    }

    private static List<JsonObject> items(String path) {
        return get(path).getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static List<String> ids(List<JsonObject> items) {
        return items.stream().map(item -> item.getString("id")).toList();
    }

    /** Sends one event and returns its id. */
    private static String send(String source, String body) throws Exception {
        HttpResponse<String> answer = new Sender(server.http(), source, SECRET).send(body);
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer.body()).getJsonObject("data").getJsonArray("ids").getString(0);
    }

    private static JsonObject get(String path) {
        try {
            HttpResponse<String> answer = ask("GET", path, "admin:" + password());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertHasSafeHeaders(answer);
            return json(answer.body());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static HttpResponse<String> ask(String method, String path, String credentials)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(api(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody());
        if (credentials != null) {
            request.header("Authorization", basic(credentials));
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    }

    private static URI api(String path) {
        return URI.create(server.http() + "switchhook/api/" + path);
    }

    private static Path passwordFile() {
        return server.data().resolve("switchhook/admin-password");
    }

    private static String password() throws IOException {
        return Files.readString(passwordFile()).trim();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static String definitions(HttpTarget target) {
        return """
                kind: workflow
                id: tell
                steps:
                  - name: call
                    httpRequest: { url: '%1$s', body: '{"id": "{{ id }}"}' }
                ---
                kind: workflow
                id: give-up
                steps:
                  - name: call
                    httpRequest: { url: '%2$s', body: '{}', retry: { attempts: 2, delay: PT0.1S, jitter: 0 } }
                ---
                kind: trigger
                id: on-started
                name: started
                topicName: interaction.started
                enabled: true
                target: { type: Workflow, id: tell }
                ---
                kind: trigger
                id: on-finished
                name: finished
                topicName: interaction.finished
                enabled: true
                target: { type: Workflow, id: give-up }
                """.formatted(target.uri("/ok"), target.uri("/broken"));
    }
}
