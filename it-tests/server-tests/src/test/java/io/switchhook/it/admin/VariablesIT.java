package io.switchhook.it.admin;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Sender;
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
import java.net.URLEncoder;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variables of calls and global ones, set by agents, steps and definitions, and used by what follows. */
class VariablesIT {
    private static final String SECRET = "variables-app-secret";
    private static final String ADMIN = "admin:" + AdminApi.PASSWORD;
    private static final String VIEWER = "viewer:only looking";
    private static final String JSON = "application/json";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static HttpTarget target;
    private static ServerProcess server;
    private static AdminApi api;
    private static Sender flow;

    @BeforeAll
    static void start() throws IOException {
        target = HttpTarget.start();
        Files.writeString(directory.resolve("globals.yaml"), global("Global_Language", "en-US"));
        Files.writeString(directory.resolve("edited.yaml"), global("Edited", "before"));
        Files.writeString(
                directory.resolve("rules.yaml"),
                """
                kind: workflow
                id: tell-the-crm
                steps:
                  - name: tell
                    when:
                      - { jsonPath: Global_Language, operator: StartsWith, value: en }
                      - { jsonPath: newContact.ANI, operator: Equal, value: '+15550100' }
                    httpRequest:
                      url: '%1$s'
                      body: '{ "DNIS": "{{NewPhoneContact.DNIS}}", "ANI": "{{NewPhoneContact.ANI}}",
                        "InteractionId": "{{NewPhoneContact.InteractionId}}",
                        "Language": "{{Global_Language}}", "WhoCalls": "{{WhoIsCalling}}" }'
                ---
                kind: workflow
                id: remember
                steps:
                  - name: agent
                    setVariable: { scope: subject, values: { Agent: { name: '{{ AgentName }}' }, Count: 1 } }
                  - name: last
                    setVariable: { scope: global, name: LastAgent, value: '{{ Agent.name }}' }
                  - name: own
                    setVariable: { name: Answer, value: 'run, {{ LastAgent }}' }
                  - name: tell
                    httpRequest: { url: '%2$s', body: '["{{ Agent.name }}", "{{ LastAgent }}", "{{ Answer }}"]' }
                ---
                kind: workflow
                id: overreach
                steps:
                  - name: change
                    setVariable: { scope: global, name: Global_Language, value: de }
                ---
                """.formatted(target.uri("/seed"), target.uri("/remembered"))
                        + trigger("AgentDisconnected", "tell-the-crm")
                        + trigger("AgentAccepted", "remember")
                        + trigger("PreDial", "overreach"));
        server = TestServers.withSwitchhook("variables")
                .property("switchhook.definitions.dir", directory.toString())
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.viewer.password", "only looking")
                .property("switchhook.mask", "cardNumber")
                .property("switchhook.sources", "flow")
                .property("switchhook.source.flow.adapter", "webex-flow")
                .property("switchhook.source.flow.topic-member", "Event")
                .property("switchhook.source.flow.verification", "hub-sha1")
                .property("switchhook.source.flow.secrets", SECRET)
                .create();
        server.start();
        api = new AdminApi(server.http());
        flow = new Sender(server.http(), "flow", SECRET);
    }

    private static String global(String id, String value) {
        return "kind: variable\nid: %s\nvalue: %s\n".formatted(id, value);
    }

    private static String trigger(String event, String workflow) {
        return """
                kind: trigger
                id: on-%1$s
                name: On %1$s
                topicName: webex.flow.%1$s
                enabled: true
                target: { type: Workflow, id: %2$s }
                ---
                """.formatted(event, workflow);
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    @Test
    void whatIsToldAtTheEndOfACallHasItsStartAndTheAgentsEdit() throws Exception {
        send(
                "{\"Event\":\"NewPhoneContact\",\"InteractionId\":\"aaaa1111\",\"DNIS\":\"+15550110\",\"ANI\":\"+15550100\"}");
        await("stored", SOON, () -> api.all("subjects?prefix=aaaa1111"), subjects -> !subjects.isEmpty());
        String variable = "subjects/aaaa1111/variables/WhoIsCalling";
        assertThat(call(ADMIN, "PUT", variable, JSON, "{\"value\":\"unknown\"}").statusCode())
                .isEqualTo(200);
        JsonObject edited = json(call(ADMIN, "PUT", variable, JSON, "{\"value\":\"Ms \\\"{{ event.id }}\\\" Demo\"}"));
        assertThat(edited.getString("setBy")).isEqualTo("user admin");

        send("{\"Event\":\"AgentDisconnected\",\"InteractionId\":\"aaaa1111\",\"AgentId\":\"agent-demo\"}");

        assertThat(read(received("/seed", body -> body.contains("aaaa1111")).body()))
                .isEqualTo(read("""
                        {"DNIS":"+15550110","ANI":"+15550100","InteractionId":"aaaa1111","Language":"en-US",
                         "WhoCalls":"Ms \\"{{ event.id }}\\" Demo"}"""));
        JsonObject subject = api.get("subjects/aaaa1111");
        assertThat(subject.getInt("events")).isEqualTo(2);
        assertThat(subject.getJsonArray("lastEvents").getJsonObject(0).getString("topic"))
                .isEqualTo("webex.flow.AgentDisconnected");
        assertThat(subject.getJsonArray("variables").getJsonObject(0).getString("name"))
                .isEqualTo("WhoIsCalling");
    }

    @Test
    void whatOneStepSetsTheNextSees() throws Exception {
        send("{\"Event\":\"AgentAccepted\",\"InteractionId\":\"bbbb\",\"AgentName\":\"Kim\"}");

        assertThat(received("/remembered", body -> true).body()).isEqualTo("[\"Kim\", \"Kim\", \"run, Kim\"]");
        JsonObject agent = api.get("subjects/bbbb/variables/Agent");
        assertThat(agent.getJsonObject("value")).isEqualTo(read("{\"name\":\"Kim\"}"));
        assertThat(agent.getString("setBy")).startsWith("workflow remember, step agent, run ");
        JsonObject last = api.get("variables/LastAgent");
        assertThat(last.getString("from")).isEqualTo("api");
        assertThat(last.getString("value")).isEqualTo("Kim");
    }

    @Test
    void aStepCannotSetWhatADefinitionSays() throws Exception {
        send("{\"Event\":\"PreDial\",\"InteractionId\":\"cccc\"}");

        List<JsonObject> letters = await("dead", SOON, () -> api.all("dead-letters"), found -> !found.isEmpty());

        assertThat(letters.get(0).getString("reason"))
                .startsWith("global variable Global_Language: it is defined in globals.yaml");
        assertThat(api.get("variables/Global_Language").getString("value")).isEqualTo("en-US");
    }

    @Test
    void aDefinitionOfAVariableIsReadAgainWhenItsFileChanges() throws Exception {
        assertThat(api.get("variables/Edited").getString("file")).isEqualTo("edited.yaml");

        Files.writeString(directory.resolve("edited.yaml"), global("Edited", "afterwards"));

        await("read again", SOON, () -> api.get("variables/Edited").getString("value"), "afterwards"::equals);
    }

    @Test
    void aGlobalVariableIsSetListedAndForgotten() throws Exception {
        assertThat(call(ADMIN, "PUT", "variables/Limit", JSON, "{\"value\":{\"a\":[1.50],\"cardNumber\":\"4111\"}}")
                        .body())
                .contains("\"value\":{\"a\":[1.50],\"cardNumber\":\"***\"}");
        assertThat(json(call(VIEWER, "GET", "variables", "", ""))
                        .getJsonArray("items")
                        .getValuesAs(JsonObject.class))
                .extracting(variable -> variable.getString("id"))
                .contains("Edited", "Global_Language", "Limit")
                .isSorted();
        assertThat(call(ADMIN, "DELETE", "variables/Limit", "", "").statusCode())
                .isEqualTo(204);
        assertThat(call(ADMIN, "DELETE", "variables/Limit", "", "").statusCode())
                .isEqualTo(404);
        assertThat(server.log())
                .contains("SWH1411 User admin set global variable Limit")
                .doesNotContain("4111");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call/1",
                "a b",
                "ü \uD83D\uDE00",
                "100%",
                "a+b",
                "a;b=c",
                "a?b#c",
                "a%2Fb",
                "a//b",
                "/",
                "x:y@z",
                "{id}"
            })
    void aSubjectMayBeAnyText(String subject) throws Exception {
        String path = "subjects/" + URLEncoder.encode(subject, UTF_8).replace("+", "%20");

        HttpResponse<String> set = call(ADMIN, "PUT", path + "/variables/who", JSON, "{\"value\":true}");

        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(json(call(VIEWER, "GET", path + "/variables/who", "", "")).getBoolean("value"))
                .isTrue();
        assertThat(json(call(VIEWER, "GET", path, "", "")).getString("subject")).isEqualTo(subject);
        assertThat(call(ADMIN, "DELETE", path + "/variables/who", "", "").statusCode())
                .isEqualTo(204);
        assertThat(call(VIEWER, "GET", path, "", "").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "viewer|PUT|subjects/s/variables/a|application/json|{\"value\":1}|403|forbidden",
                "viewer|DELETE|subjects/s/variables/a|||403|forbidden",
                "viewer|PUT|variables/a|application/json|{\"value\":1}|403|forbidden",
                "viewer|DELETE|variables/a|||403|forbidden",
                "admin|PUT|subjects/s/variables/a|text/plain|{\"value\":1}|415|unsupported-media-type",
                "admin|PUT|subjects/s/variables/a|application/json|{|400|invalid-body",
                "admin|PUT|subjects/s/variables/a|application/json|{}|400|invalid-body",
                "admin|PUT|subjects/s/variables/a|application/json|{\"value\":1,\"b\":2}|400|invalid-body",
                "admin|PUT|subjects/s/variables/a|application/json|{\"value\":1,\"value\":2}|400|invalid-body",
                "admin|PUT|subjects/s/variables/a-b|application/json|{\"value\":1}|400|invalid-variable",
                "admin|PUT|subjects/s/variables/a?x=1|application/json|{\"value\":1}|400|unknown-parameter",
                "admin|PUT|variables/Global_Language|application/json|{\"value\":1}|409|read-only",
                "admin|DELETE|variables/Global_Language|||409|read-only",
                "admin|POST|variables/a|application/json|{\"value\":1}|405|method-not-allowed",
                "viewer|GET|variables/none|||404|not-found",
                "viewer|GET|subjects/none|||404|not-found",
                "viewer|GET|subjects/s/variables/none|||404|not-found",
                "viewer|GET|subjects?topic=x|||400|unknown-parameter",
                "viewer|GET|subjects?cursor=x|||400|invalid-cursor"
            })
    void saysWhatIsWrongWithARequest(
            String user, String method, String path, String type, String body, int status, String reason)
            throws Exception {
        HttpResponse<String> answer = call(
                user.equals("admin") ? ADMIN : VIEWER,
                method,
                path,
                type == null ? "" : type,
                body == null ? "" : body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("urn:switchhook:problem:" + reason);
    }

    @Test
    void aValueIsBoundedAndSignInIsNeeded() throws Exception {
        String large = "{\"value\":\"" + "x".repeat(16 * 1024) + "\"}";
        HttpResponse<String> answer = call(ADMIN, "PUT", "subjects/s/variables/a", JSON, large);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("found 16386 bytes of JSON, allowed are 16384");
        assertThat(call("admin:wrong", "GET", "subjects", "", "").statusCode()).isEqualTo(401);
    }

    private static ReceivedRequest received(String path, Predicate<String> body) {
        return await(
                        "told on " + path,
                        SOON,
                        () -> target.requests().stream()
                                .filter(request -> request.path().equals(path) && body.test(request.body()))
                                .toList(),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static void send(String body) throws Exception {
        assertThat(flow.send(body).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> call(String user, String method, String path, String type, String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.http() + "switchhook/api/" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return HTTP.send(
                (type.isEmpty() ? request : request.header("Content-Type", type)).build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return read(answer.body());
    }

    private static JsonObject read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
