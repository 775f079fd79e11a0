package io.switchhook.it.hook;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each system sends arrives in the store as it was sent, through a server that must not have read it before; and once, however
 * often it is sent.
 */
class AdaptersIT {
    private static final String SECRET = "adapters-app-secret";
    private static final String JSON = "application/json";
    private static final List<String> ADAPTERS = List.of(
            "interactions",
            "genesys-cloud",
            "agent-events",
            "web-engagement",
            "webex-webhooks",
            "webex-flow",
            "cloudevents",
            "json");

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static ServerProcess server;
    private static AdminApi api;

    @BeforeAll
    static void start() throws Exception {
        ServerSetup setup =
                TestServers.withSwitchhook("adapters").property("switchhook.admin.password", AdminApi.PASSWORD);
        for (String adapter : ADAPTERS) {
            setup.source(adapter, SECRET).property("switchhook.source." + adapter + ".adapter", adapter);
        }
        server = setup.create().start();
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of(
                        "interactions",
                        JSON,
                        Sender.started("op", "chat-1"),
                        "interaction.started",
                        "chat-1",
                        "{\"id\":\"chat-1\",\"mediaType\":\"chat\"}"),
                Arguments.of(
                        "genesys-cloud",
                        "application/json; charset=utf-8",
                        "{\"id\":\"e-1\",\"detail-type\":\"v2.detail.events.conversation.{id}.acw\",\"detail\":{\"eventBody\":"
                                + "{\"conversationId\":\"c-1\"}}}",
                        "v2.detail.events.conversation.{id}.acw",
                        "c-1",
                        "{\"conversationId\":\"c-1\"}"),
                Arguments.of(
                        "agent-events",
                        JSON,
                        "{\"Id\":\"a-1\",\"Category\":1,\"Code\":1,\"AdditionalFields\":{\"SessionId\":\"S-1\"}}",
                        "agent.signed-in",
                        "S-1",
                        "{\"Id\":\"a-1\",\"Category\":1,\"Code\":1,\"SessionId\":\"S-1\"}"),
                Arguments.of(
                        "web-engagement",
                        JSON,
                        "[{\"eventType\":\"SYSTEM\",\"eventName\":\"SignIn\",\"eventID\":\"E\",\"visitID\":\"V-1\"}]",
                        "SYSTEM.SignIn",
                        "V-1",
                        "{\"eventType\":\"SYSTEM\",\"eventName\":\"SignIn\",\"eventID\":\"E\",\"visitID\":\"V-1\"}"),
                Arguments.of(
                        "webex-webhooks",
                        JSON,
                        "{\"id\":\"w-1\",\"type\":\"task:ended\",\"data\":{\"taskId\":\"t-1\"}}",
                        "webex.task.ended",
                        "t-1",
                        "{\"taskId\":\"t-1\"}"),
                Arguments.of(
                        "webex-flow",
                        JSON,
                        "{\"InteractionId\":\"f-1\"}",
                        "webex.flow.event",
                        "f-1",
                        "{\"InteractionId\":\"f-1\"}"),
                Arguments.of(
                        "cloudevents",
                        "application/cloudevents-batch+json",
                        "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"o-1\",\"data\":7}]",
                        "t",
                        "o-1",
                        "{\"value\":7}"),
                Arguments.of("json", JSON, "{\"a\":1}", "webhook.received", "", "{\"a\":1}"),
                Arguments.of(
                        "json",
                        "application/x-www-form-urlencoded",
                        "a=1&b=%C3%A9+%26&a=2",
                        "webhook.received",
                        "",
                        "{\"a\":[\"1\",\"2\"],\"b\":\"\u00e9 &\"}"),
                Arguments.of(
                        "json",
                        "multipart/form-data; boundary=x",
                        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n",
                        "webhook.received",
                        "",
                        "{\"a\":\"1\"}"),
                Arguments.of("json", "text/plain", "h\u00e9llo", "webhook.received", "", "{\"text\":\"h\u00e9llo\"}"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatASystemSendsIsStored(
            String source, String contentType, String body, String topic, String subject, String data)
            throws Exception {
        HttpResponse<String> answer = send(source, body, "Content-Type", contentType);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject event = stored(answer);
        assertThat(event.getString("source")).isEqualTo(source);
        assertThat(event.getString("topic")).isEqualTo(topic);
        assertThat(event.getString("subject")).isEqualTo(subject);
        assertThat(event.getJsonObject("data")).isEqualTo(json(data));
    }

    @Test
    void attributesOfACloudEventMayBeInHeaders() throws Exception {
        HttpResponse<String> answer = send(
                "cloudevents",
                "{\"a\":1}",
                "Content-Type",
                JSON,
                "ce-specversion",
                "1.0",
                "ce-id",
                "2",
                "ce-source",
                "s",
                "ce-type",
                "t",
                "ce-subject",
                "Euro%20%E2%82%AC");

        assertThat(stored(answer).getString("subject")).isEqualTo("Euro \u20ac");
    }

    @Test
    void xmlIsNotTaken() throws Exception {
        HttpResponse<String> answer = send("json", "<a/>", "Content-Type", "application/xml");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(json(answer.body()).getString("type")).isEqualTo("urn:switchhook:problem:content-type");
    }

    @Test
    void theSamePostFiftyTimesAtOnceIsAcceptedFiftyTimesAndIsOneEvent() throws Exception {
        Sender sender = new Sender(server.http(), "interactions", SECRET);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        try {
            List<Future<HttpResponse<String>>> answers = threads.invokeAll(
                    Collections.nCopies(50, () -> sender.send(Sender.started("repeated", "repeated-1"))));

            List<String> bodies = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                assertThat(answer.get().statusCode()).isEqualTo(200);
                bodies.add(answer.get().body());
            }
            List<JsonObject> events = await(
                    "49 duplicates are counted",
                    Duration.ofSeconds(60),
                    () -> api.all("events?subject=repeated-1"),
                    found -> found.size() == 1 && found.get(0).getInt("duplicates") == 49);
            assertThat(bodies)
                    .containsOnly("{\"status\":{\"code\":0,\"message\":\"OK\"},\"data\":{\"ids\":[\""
                            + events.get(0).getString("id") + "\"]}}");
        } finally {
            threads.shutdownNow();
        }
    }

    private static JsonObject stored(HttpResponse<String> answer) {
        String id =
                json(answer.body()).getJsonObject("data").getJsonArray("ids").getString(0);
        await("the event is stored", Duration.ofSeconds(30), () -> api.all("events"), events -> events.stream()
                .anyMatch(event -> event.getString("id").equals(id)));
        return api.event(id);
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static HttpResponse<String> send(String source, String body, String... headers)
            throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(server.http().resolve("/switchhook/hooks/" + source))
                .timeout(Duration.ofSeconds(20))
                .headers(headers)
                .header("X-Hub-Signature", Sender.signature(bytes, SECRET))
                .POST(BodyPublishers.ofByteArray(bytes))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }
}
