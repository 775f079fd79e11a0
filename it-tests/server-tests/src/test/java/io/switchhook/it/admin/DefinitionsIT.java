package io.switchhook.it.admin;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Sender;
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
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions made, changed and taken away while the server runs. */
class DefinitionsIT {
    private static final String SECRET = "definitions-app-secret";
    private static final String ADMIN = "admin:" + AdminApi.PASSWORD;
    private static final String VIEWER = "viewer:only looking";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static HttpTarget target;
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        target = HttpTarget.start();
        Files.writeString(directory.resolve("rules.yaml"), """
                kind: workflow
                id: from-file
                steps: [ { name: call, httpRequest: { url: '%s', body: '{"by": "file"}' } } ]
                ---
                kind: trigger
                id: of-file
                name: Of the file
                topicName: interaction.paused
                enabled: true
                target: { type: Workflow, id: from-file }
                """.formatted(target.uri("/ok")));
        server = TestServers.withSwitchhook("definitions")
                .property("switchhook.definitions.dir", directory.toString())
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.viewer.password", "only looking")
                .property("switchhook.sources", "digital,broken")
                .property("switchhook.source.digital.adapter", "interactions")
                .property("switchhook.source.digital.verification", "hub-sha1")
                .property("switchhook.source.digital.secrets", SECRET)
                .property("switchhook.source.broken.adapter", "pigeon")
                .create();
        server.start();
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    @Test
    void whatIsCreatedFiresAtOnceAndStopsWhenItIsDeleted() throws Exception {
        HttpResponse<String> workflow = ask("POST", "workflows", JSON, workflow("made", "made"));
        HttpResponse<String> trigger = ask("POST", "triggers", JSON, trigger("made one", "made"));

        assertThat(workflow.statusCode()).as(workflow.body()).isEqualTo(201);
        assertThat(workflow.headers().firstValue("Location").orElseThrow()).endsWith("/switchhook/api/workflows/made");
        assertThat(trigger.headers().firstValue("Location").orElseThrow()).endsWith("/triggers/made%20one");
        JsonObject made = json(trigger.body());
        assertThat(made.getString("origin")).isEqualTo("api");
        assertThat(made.getString("state")).isEqualTo("active");
        assertThat(made.getString("changedBy")).isEqualTo("admin");
        assertThat(made.getJsonObject("document").getString("topicName")).isEqualTo("interaction.started");
        assertThat(get("triggers/made%20one")).isEqualTo(made);
        send("fires-1", "STARTED");
        await("the call", SOON, () -> calls("made"), calls -> calls == 1);

        HttpResponse<String> deleted = ask("DELETE", "triggers/made%20one", null, "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(ask("GET", "triggers/made%20one", null, "").statusCode()).isEqualTo(404);
        assertThat(items("triggers/made%20one/history"))
                .extracting(past -> past.getString("action") + " by " + past.getString("changedBy"))
                .containsExactly("deleted by admin", "created by admin");
        ask("DELETE", "workflows/made", null, "");
    }

    @Test
    void ofTwoAdministratorsTheSecondIsToldThatSomebodyWasThere() throws Exception {
        HttpResponse<String> created = ask("POST", "workflows", JSON, workflow("shared", "one"));
        String tag = created.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> without = ask("PUT", "workflows/shared", JSON, workflow("shared", "two"));
        HttpResponse<String> first = ask("PUT", "workflows/shared", JSON, workflow("shared", "two"), "If-Match", tag);
        HttpResponse<String> second =
                ask("PUT", "workflows/shared", JSON, workflow("shared", "three"), "If-Match", tag);

        assertProblem(without, 428, "version-required");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
        assertProblem(second, 412, "changed-meanwhile");
        assertProblem(ask("DELETE", "workflows/shared", null, "", "If-Match", tag), 412, "changed-meanwhile");
        assertThat(get("workflows/shared").toString()).contains("two");
        String now = first.headers().firstValue("ETag").orElseThrow();
        assertThat(ask("DELETE", "workflows/shared", null, "", "If-Match", now).statusCode())
                .isEqualTo(204);
    }

    @Test
    void aTriggerOfAFileIsReadOnlyAndCanBeSwitchedOff() throws Exception {
        assertProblem(ask("DELETE", "triggers/of-file", null, ""), 409, "read-only");
        assertProblem(
                ask("PUT", "workflows/from-file", JSON, workflow("from-file", "x"), "If-Match", "*"), 409, "read-only");
        send("paused-1", "PAUSED");
        await("the call", SOON, () -> calls("file"), calls -> calls == 1);

        JsonObject off = json(ask("POST", "triggers/of-file/disable", JSON, "").body());
        assertThat(off.getString("reason")).startsWith("disabled by admin at ");
        assertThat(off.getString("file")).isEqualTo("rules.yaml");
        String id = send("paused-2", "PAUSED");
        await("stored", SOON, () -> ask("GET", "events/" + id, null, "").statusCode(), status -> status == 200);
        assertThat(get("events/" + id).getJsonArray("runs")).isEmpty();

        JsonObject on = json(ask("POST", "triggers/of-file/enable", JSON, "").body());
        assertThat(on.getString("state")).isEqualTo("active");
        assertThat(items("triggers/of-file/history"))
                .extracting(past -> past.getString("action"))
                .containsExactly("enabled", "disabled");
    }

    @Test
    void manyAreAppliedOrNoneAndExportedAsTheyAre() throws Exception {
        String two = yaml("first", "1") + "---\n" + yaml("second", "2");

        assertProblem(
                ask("PUT", "definitions", YAML, two + "---\nkind: workflow\nid: broken\n"), 422, "invalid-definition");
        HttpResponse<String> refused = ask("PUT", "definitions", YAML, two + "---\nkind: workflow\nid: broken\n");
        JsonObject error = json(refused.body()).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getInt("document")).isEqualTo(3);
        assertThat(error.getInt("line")).isEqualTo(9);
        assertThat(error.getString("path")).isEqualTo("steps");
        assertThat(error.getString("allowed")).contains("1 to 100 steps");

        JsonObject dry = json(ask("PUT", "definitions?dry-run=true", YAML, two).body());
        assertThat(dry.getBoolean("dryRun")).isTrue();
        assertThat(dry.getJsonArray("created")).hasSize(2);
        assertThat(ask("GET", "workflows/first", null, "").statusCode()).isEqualTo(404);

        JsonObject applied = json(ask("PUT", "definitions", YAML, two).body());
        assertThat(applied.getJsonArray("created")).hasSize(2);
        assertThat(get("workflows/first").getString("state")).isEqualTo("active");

        HttpResponse<String> export = ask("GET", "definitions/export", null, "");
        assertThat(export.headers().firstValue("Content-Type").orElseThrow()).startsWith(YAML);
        assertThat(export.body()).contains("id: first", "id: of-file");
        JsonObject again = json(ask("PUT", "definitions?dry-run=true&prune=true", YAML, export.body())
                .body());
        assertThat(again.getJsonArray("created")).isEmpty();
        assertThat(again.getJsonArray("updated")).isEmpty();
        assertThat(again.getJsonArray("deleted")).isEmpty();
        ask("DELETE", "workflows/first", null, "");
        ask("DELETE", "workflows/second", null, "");
    }

    @Test
    void listsDefinitionsWithStateAndProblemsWithPlace() throws Exception {
        ask("POST", "triggers", JSON, trigger("lonely", "nowhere"));

        JsonObject lonely = items("definitions?kind=trigger&origin=api&state=disabled").stream()
                .filter(item -> item.getString("id").equals("lonely"))
                .findFirst()
                .orElseThrow();
        assertThat(lonely.getString("reason")).isEqualTo("workflow \"nowhere\" does not exist");
        assertThat(items("problems"))
                .anyMatch(problem -> problem.getString("message").contains("pigeon"))
                .anyMatch(problem -> problem.getString("message").contains("\"nowhere\""));
        JsonObject page = get("definitions?limit=1");
        assertThat(page.getJsonArray("items")).hasSize(1);
        assertThat(get("definitions?limit=200&cursor=" + page.getString("next")).getJsonArray("items"))
                .doesNotContain(page.getJsonArray("items").get(0))
                .isNotEmpty();
        ask("DELETE", "triggers/lonely", null, "");
    }

    @Test
    void aFileThatChangesCountsWithinSecondsAndABrokenOneIsShown() throws Exception {
        Files.writeString(directory.resolve("hot.yaml"), yaml("hot", "1"));
        await("the new file", SOON, () -> ask("GET", "workflows/hot", null, "").statusCode(), status -> status == 200);

        Files.writeString(directory.resolve("hot.yaml"), yaml("hot", "2") + "---\nkind: nonsense\n");
        await("its error", SOON, () -> items("problems"), problems -> problems.stream()
                .anyMatch(problem -> problem.getString("file", "").equals("hot.yaml")
                        && problem.getString("path").equals("kind")));
        assertThat(get("workflows/hot").toString()).contains("/hot/1");
        Files.delete(directory.resolve("hot.yaml"));
    }

    @Test
    void aDataActionOfGenesysCloudIsImportedExportedAndTried() throws Exception {
        String exported = dataAction(target.uri("/json").toString());

        HttpResponse<String> created = ask("POST", "data-actions", JSON, exported);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(get("data-actions/Handover%20end/export")).isEqualTo(json(exported));

        JsonObject tried = json(ask("POST", "data-actions/Handover%20end/test", JSON, "{\"userId\":\"u\"}")
                .body());
        assertThat(tried.getJsonArray("operations")).isNotEmpty();
        assertThat(target.requests()).anyMatch(request -> request.body().contains("\"userId\":\"u\""));
        JsonObject unsaved = json(ask(
                        "POST",
                        "test/data-action",
                        JSON,
                        "{\"dataAction\":" + exported + ",\"input\":{\"userId\":\"unsaved\"}}")
                .body());
        assertThat(unsaved.getBoolean("success")).isEqualTo(tried.getBoolean("success"));
        assertThat(target.requests()).anyMatch(request -> request.body().contains("\"userId\":\"unsaved\""));
        assertThat(as(VIEWER, "POST", "data-actions/Handover%20end/test", JSON, "{}")
                        .statusCode())
                .isEqualTo(403);
        ask("DELETE", "data-actions/Handover%20end", null, "");
    }

    @Test
    void servesTheSchemas() throws Exception {
        assertThat(items("schemas"))
                .extracting(item -> item.getString("kind"))
                .containsExactly("trigger", "workflow", "data-action", "variable");
        assertThat(get("schemas/workflow").getString("$schema"))
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "admin|GET|triggers/nobody||404|not-found",
                "admin|GET|triggers/nobody/history||404|not-found",
                "admin|GET|schemas/poem||404|not-found",
                "admin|GET|definitions?state=odd||400|invalid-parameter",
                "admin|GET|definitions?cursor=odd||400|invalid-cursor",
                "admin|PUT|definitions?dry-run=1|application/json|400|invalid-parameter",
                "admin|PUT|definitions|text/plain|415|unsupported-media-type",
                "admin|POST|triggers|application/x-www-form-urlencoded|415|unsupported-media-type",
                "admin|POST|triggers/of-file/disable|text/plain|415|unsupported-media-type",
                "admin|POST|triggers|application/json|422|invalid-definition",
                "viewer|POST|triggers|application/json|403|forbidden",
                "viewer|PUT|definitions|application/yaml|403|forbidden",
                "viewer|POST|triggers/of-file/disable|application/json|403|forbidden",
                "viewer|DELETE|triggers/of-file||403|forbidden"
            })
    void saysWhatIsWrongWithARequest(String user, String method, String path, String type, int status, String reason)
            throws Exception {
        assertProblem(
                as(user.equals("admin") ? ADMIN : VIEWER, method, path, type, type == null ? "" : "{}"),
                status,
                reason);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String reason) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(answer.body()).getString("type")).isEqualTo("urn:switchhook:problem:" + reason);
    }

    private static long calls(String by) {
        return target.requests().stream()
                .filter(request -> request.body().contains("\"by\": \"" + by + '"'))
                .count();
    }

    private static String workflow(String id, String by) {
        return "{\"id\":\"%s\",\"steps\":[{\"name\":\"call\",\"httpRequest\":{\"url\":\"%s\",\"body\":\"{\\\"by\\\": \\\"%s\\\"}\"}}]}"
                .formatted(id, target.uri("/ok"), by);
    }

    private static String trigger(String id, String workflow) {
        return "{\"id\":\"%s\",\"name\":\"n\",\"topicName\":\"interaction.started\",\"enabled\":true,\"target\":{\"type\":\"Workflow\",\"id\":\"%s\"}}"
                .formatted(id, workflow);
    }

    private static String yaml(String id, String path) {
        return "kind: workflow\nid: %1$s\nsteps: [ { name: s, httpRequest: { url: 'https://h/%1$s/%2$s' } } ]\n"
                .formatted(id, path);
    }

    private static String dataAction(String url) {
        return "{\"name\":\"Handover end\",\"integrationType\":\"custom-rest-actions\",\"actionType\":\"custom\","
                + "\"config\":{\"request\":{\"requestUrlTemplate\":\"" + url
                + "\",\"requestType\":\"POST\",\"headers\":{},"
                + "\"requestTemplate\":\"${input.rawRequest}\"},\"response\":{\"translationMap\":{},"
                + "\"translationMapDefaults\":{},\"successTemplate\":\"${rawResult}\"}},\"contract\":{\"input\":{\"inputSchema\":"
                + "{\"type\":\"object\",\"additionalProperties\":true}},\"output\":{\"successSchema\":{\"type\":\"object\"}}},"
                + "\"secure\":false,\"somethingNew\":1}";
    }

    private static String send(String operation, String event) throws Exception {
        HttpResponse<String> answer =
                new Sender(server.http(), "digital", SECRET).send(Sender.body(operation, event, operation));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer.body()).getJsonObject("data").getJsonArray("ids").getString(0);
    }

    private static List<JsonObject> items(String path) {
        return get(path).getJsonArray("items").getValuesAs(JsonObject.class);
    }

    private static JsonObject get(String path) {
        HttpResponse<String> answer = as(VIEWER, "GET", path, null, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static HttpResponse<String> ask(String method, String path, String type, String body, String... headers) {
        return as(ADMIN, method, path, type, body, headers);
    }

    private static HttpResponse<String> as(
            String user, String method, String path, String type, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http() + "switchhook/api/" + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
