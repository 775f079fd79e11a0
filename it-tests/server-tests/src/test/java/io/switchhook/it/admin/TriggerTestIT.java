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

/** Triggers tried on events, and the story of a stored one. */
class TriggerTestIT {
    private static final String SECRET = "trigger-test-app-secret";
    private static final String ADMIN = "admin:" + AdminApi.PASSWORD;
    private static final String VIEWER = "viewer:only looking";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path directory;

    private static HttpTarget target;
    private static ServerProcess server;
    private static AdminApi api;

    @BeforeAll
    static void start() throws IOException {
        target = HttpTarget.start();
        Files.writeString(directory.resolve("rules.yaml"), """
                kind: workflow
                id: tell
                steps:
                  - name: call
                    httpRequest: { url: '%s', body: '{"media": "{{ jsonData.mediaType }}", "plain": "{{ mediaType }}"}' }
                ---
                kind: trigger
                id: chats
                name: Chats
                topicName: interaction.*
                enabled: true
                matchCriteria:
                  - { jsonPath: event.source, operator: StartsWith, value: digi }
                  - any:
                      - { jsonPath: mediaType, operator: EqualsIgnoreCase, value: CHAT }
                      - { jsonPath: mediaType, operator: Regex, value: '^open' }
                pattern: { mediaType: [ { anything-but: [ voice ] } ], event: { topic: [ { suffix: .started } ] } }
                target: { type: Workflow, id: tell, workflowTargetSettings: { dataFormat: Json } }
                ---
                kind: trigger
                id: mails
                name: Mails
                topicName: interaction.started
                enabled: true
                matchCriteria: [ { jsonPath: email, operator: EndsWith, value: '@example.org' } ]
                target: { type: Workflow, id: tell }
                """.formatted(target.uri("/ok")));
        server = TestServers.withSwitchhook("trigger-test")
                .property("switchhook.definitions.dir", directory.toString())
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.viewer.password", "only looking")
                .property("switchhook.mask", "email")
                .property("switchhook.sources", "digital")
                .property("switchhook.source.digital.adapter", "interactions")
                .property("switchhook.source.digital.verification", "hub-sha1")
                .property("switchhook.source.digital.secrets", SECRET)
                .create();
        server.start();
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    @Test
    void tellsTheStoryOfAnEventWithWhatItStarted() throws Exception {
        String id = send("story-1", "{\"id\":\"story\",\"mediaType\":\"chat\",\"email\":\"kim@example.com\"}");

        // The answer to the sender comes before the event is stored.
        await("it is stored", SOON, () -> api.all("events").toString(), events -> events.contains(id));
        JsonObject story = await(
                "its run ended", SOON, () -> api.get("events/" + id + "/story"), found -> found.getJsonObject("event")
                        .getJsonArray("runs")
                        .toString()
                        .contains("\"succeeded\""));

        assertThat(story.getString("rulesInForce")).isEqualTo("now");
        assertThat(story.getString("explanation")).contains("rules in force now");
        JsonObject matched = story.getJsonArray("matchedTriggers").getJsonObject(0);
        assertThat(matched.getJsonObject("trigger").getString("id")).isEqualTo("chats");
        assertThat(matched.getInt("run"))
                .isEqualTo(story.getJsonObject("event")
                        .getJsonArray("runs")
                        .getJsonObject(0)
                        .getInt("id"));
        JsonObject condition = story.getJsonArray("unmatchedTriggers")
                .getJsonObject(0)
                .getJsonArray("conditions")
                .getJsonObject(0);
        assertThat(condition.getString("jsonPath")).isEqualTo("email");
        assertThat(condition.getString("operator")).isEqualTo("EndsWith");
        assertThat(condition.getString("wanted")).isEqualTo("@example.org");
        assertThat(condition.getString("found")).isEqualTo("***");
        assertThat(condition.getBoolean("match")).isFalse();
        assertThat(condition.getString("explanation")).contains("does not hold");
        assertThat(story.toString()).doesNotContain("kim@example.com");
        assertThat(target.requests())
                .anyMatch(request -> request.body().contains("{\"media\": \"chat\", \"plain\": \"\"}"));
    }

    @Test
    void triesATriggerAndStartsNothing() throws Exception {
        int before = api.all("events").size();

        JsonObject chat = answer(
                ADMIN,
                "triggers/chats/test",
                "{\"event\":{\"topic\":\"interaction.started\",\"source\":\"digital\",\"data\":{\"mediaType\":\"chat\"}}}");
        JsonObject voice = answer(
                VIEWER,
                "triggers/chats/test",
                "{\"topic\":\"interaction.started\",\"data\":{\"mediaType\":\"voice\",\"none\":null}}");

        assertThat(chat.getBoolean("triggerMatches")).isTrue();
        assertThat(voice.getBoolean("triggerMatches")).isFalse();
        List<JsonObject> conditions = voice.getJsonArray("conditions").getValuesAs(JsonObject.class);
        assertThat(conditions.get(0).getString("explanation"))
                .isEqualTo("event.source StartsWith \"digi\" does not hold: found \"test\"");
        assertThat(conditions.get(1).getJsonArray("any")).hasSize(2);
        assertThat(voice.getJsonObject("pattern").getBoolean("match")).isFalse();
        assertThat(api.all("events")).hasSize(before);
    }

    @Test
    void triesAllTriggersOfATopic() throws Exception {
        JsonObject answer = answer(VIEWER, "topics/interaction.started/test", "{\"email\":\"kim@example.org\"}");

        assertThat(answer.getJsonArray("matchedTriggers")
                        .getJsonObject(0)
                        .getJsonObject("trigger")
                        .getString("id"))
                .isEqualTo("mails");
        assertThat(answer.getJsonArray("unmatchedTriggers")).hasSize(1);
        assertThat(answer(VIEWER, "topics/v2.%7Bid%7D.acw/test", "{}").getString("topic"))
                .isEqualTo("v2.{id}.acw");
    }

    @Test
    void triesATriggerThatIsNotSaved() throws Exception {
        String id = send("unsaved-1", "{\"id\":\"unsaved\",\"mediaType\":\"chat\",\"email\":\"kim@example.com\"}");
        await("stored", SOON, () -> api.all("events?subject=unsaved"), events -> !events.isEmpty());
        String trigger = "{\"trigger\":{\"topicName\":\"interaction.started\",\"matchCriteria\":"
                + "[{\"jsonPath\":\"email\",\"operator\":\"Contains\",\"value\":\"kim\"}]},";

        assertThat(answer(ADMIN, "test", trigger + "\"eventId\":\"" + id + "\"}")
                        .getBoolean("triggerMatches"))
                .isTrue();
        assertThat(answer(VIEWER, "test", trigger + "\"event\":{\"data\":{\"email\":\"kim\"}}}")
                        .getBoolean("triggerMatches"))
                .isTrue();
        assertThat(post(VIEWER, "test", "application/json", trigger + "\"eventId\":\"" + id + "\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "triggers/nobody/test|application/json|{}|404|not-found",
                "triggers/mails/test|application/json|{\"eventId\":\"nope\"}|404|not-found",
                "triggers/mails/test|application/json|{|400|invalid-body",
                "triggers/mails/test|application/json|{\"event\":{\"data\":1}}|400|invalid-event",
                "triggers/mails/test|text/plain|{}|415|unsupported-media-type",
                "triggers/mails/test?dry=1|application/json|{}|400|unknown-parameter",
                "test|application/json|{\"trigger\":{\"topicName\":\"a*\"},\"event\":{}}|400|invalid-trigger"
            })
    void saysWhatIsWrongWithARequest(String path, String type, String body, int status, String reason)
            throws Exception {
        HttpResponse<String> answer = post(ADMIN, path, type, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("urn:switchhook:problem:" + reason);
    }

    @Test
    void refusesWhoDoesNotSignInAndWhatIsTooLarge() throws Exception {
        assertThat(post("admin:wrong", "triggers/mails/test", "application/json", "{}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(ADMIN, "test", "application/json", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}")
                        .statusCode())
                .isEqualTo(413);
    }

    private static String send(String operation, String entity) throws Exception {
        HttpResponse<String> answer = new Sender(server.http(), "digital", SECRET)
                .send("{\"operationId\":\"%s\",\"data\":{\"entities\":[{\"event\":\"STARTED\",\"entity\":%s}]}}"
                        .formatted(operation, entity));
        assertThat(answer.statusCode()).isEqualTo(200);
        return json(answer.body()).getJsonObject("data").getJsonArray("ids").getString(0);
    }

    private static JsonObject answer(String user, String path, String body) throws Exception {
        HttpResponse<String> answer = post(user, path, "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static HttpResponse<String> post(String user, String path, String type, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.http() + "switchhook/api/" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
