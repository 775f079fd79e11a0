package io.switchhook.it.delivery;

import static io.switchhook.it.admin.AdminApi.await;
import static io.switchhook.it.delivery.DeliveryScene.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definitions in {@code docs/samples} do what they say, with targets on this machine in place of those they name. */
class SamplesIT {
    private static final String SECRET = "samples-app-secret";
    private static final String CONVERSATION = "v2.detail.events.conversation.{id}.";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path definitions;

    private static final HttpTarget CRM = HttpTarget.start();
    private static final HttpTarget BOT = HttpTarget.start();
    private static final HttpTarget BETTER_BOT = HttpTarget.start();
    private static ServerProcess server;
    private static AdminApi api;
    private static Sender cloud;
    private static Sender flow;

    @BeforeAll
    static void start() throws IOException {
        Path samples = Path.of("..", "..", "docs", "samples");
        place(samples.resolve("webex-call-summary.yaml"), "https://crm.example.com", CRM);
        place(samples.resolve("cognigy-handover.yaml"), "https://bot.example.com", BOT);
        place(samples.resolve("cognigy-handover-end.yaml"), "https://bot.example.com", BETTER_BOT);
        server = TestServers.withSwitchhook("samples")
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.1/32")
                .source("cloud", SECRET)
                .property("switchhook.source.cloud.adapter", "genesys-cloud")
                .source("flow", SECRET)
                .property("switchhook.source.flow.adapter", "webex-flow")
                .property("switchhook.source.flow.topic-member", "Event")
                .create()
                .start();
        api = new AdminApi(server.http());
        cloud = new Sender(server.http(), "cloud", SECRET);
        flow = new Sender(server.http(), "flow", SECRET);
    }

    private static void place(Path sample, String named, HttpTarget target) throws IOException {
        String text = Files.readString(sample);
        assertThat(text).contains(named);
        Files.writeString(
                definitions.resolve(sample.getFileName()),
                text.replace(named, target.uri("").toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
        Stream.of(CRM, BOT, BETTER_BOT).forEach(HttpTarget::close);
    }

    @Test
    void theEndOfACallTellsWhatWasKnownAtItsBeginningAndWhatTheAgentWrote() throws Exception {
        send(flow, """
                {"Event": "NewPhoneContact", "InteractionId": "call-1", "ANI": "+15550100", "DNIS": "+15550110"}""");
        put("subjects/call-1/variables/WhoIsCalling", "{\"value\": \"Ms \\\"Demo\\\"\"}");
        String end = send(flow, """
                {"Event": "AgentDisconnected", "InteractionId": "call-1", "AgentId": "agent-1"}""");

        succeeded(end);

        assertThat(CRM.requests()).hasSize(1);
        assertThat(json(CRM.requests().get(0).body())).isEqualTo(json("""
                {"DNIS": "+15550110", "ANI": "+15550100", "InteractionId": "call-1", "Language": "en-US",
                 "WhoCalls": "Ms \\"Demo\\""}"""));
    }

    @Test
    void afterCallWorkAndTheEndOfAnAgentsPartTellTheBotAndNothingElseDoes() throws Exception {
        String acw = conversation("c-1", "acw", "\"addressTo\": \"bot-user-1\"", "OPEN");
        String sms = conversation("c-1", "user.end", "\"addressTo\": \"bot-user-1\"", "SMS");
        String end = conversation(
                "c-1", "user.end", "\"addressTo\": \"bot-user-1\", \"disconnectType\": \"CLIENT\"", "OPEN");

        succeeded(acw);
        succeeded(end);

        assertThat(toldOf(BOT, "bot-user-1")).containsExactlyInAnyOrder(json("""
                {"userId": "bot-user-1", "topic": "v2.detail.events.conversation.id.acw", "disconnectType": ""}"""), json("""
                {"userId": "bot-user-1", "topic": "v2.detail.events.conversation.id.user.end", "disconnectType": "CLIENT"}"""));
        assertThat(api.event(sms).getJsonArray("runs")).isEmpty();
    }

    @Test
    void aTransferIsNoEndOfTheHandoverAndTheEndIsToldOnce() throws Exception {
        String transfer = conversation(
                "c-2", "user.end", "\"addressTo\": \"bot-user-2\", \"disconnectType\": \"CONSULT_TRANSFER\"", "OPEN");
        await("the transfer waits", SOON, () -> statusOf(transfer), "waiting"::equals);
        conversation("c-2", "user.start", "\"addressTo\": \"bot-user-2\"", "OPEN");
        assertThat(toldOf(BETTER_BOT, "bot-user-2")).isEmpty();
        String end =
                conversation("c-2", "user.end", "\"addressTo\": \"bot-user-2\", \"disconnectType\": \"PEER\"", "OPEN");

        succeeded(transfer);
        succeeded(end);

        assertThat(toldOf(BETTER_BOT, "bot-user-2")).containsExactly(json("""
                {"userId": "bot-user-2", "topic": "v2.detail.events.conversation.id.user.end", "disconnectType": "PEER"}"""));
    }

    private static List<JsonObject> toldOf(HttpTarget bot, String user) {
        return bot.requests().stream()
                .map(ReceivedRequest::body)
                .map(DeliveryScene::json)
                .filter(body -> body.getString("userId").equals(user))
                .toList();
    }

    private static String conversation(String id, String what, String more, String messageType) throws Exception {
        return send(cloud, """
                {"id": "%s", "detail-type": "%s", "detail": {"eventBody":
                  {"conversationId": "%s", "mediaType": "MESSAGE", "messageType": "%s", %s}}}""".formatted(UUID.randomUUID(), CONVERSATION + what, id, messageType, more));
    }

    private static String send(Sender sender, String body) throws Exception {
        var answer = sender.send(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body()).getJsonObject("data").getJsonArray("ids").getString(0);
    }

    /** Of all workflows that the event started; empty until it is stored. */
    private static void succeeded(String event) {
        await(
                "the runs of " + event,
                SOON,
                () -> runs(event),
                runs -> !runs.isEmpty()
                        && runs.stream().allMatch(run -> run.getString("status").equals("succeeded")));
    }

    /** Of the run of the better form, which alone may wait. */
    private static String statusOf(String event) {
        return runs(event).stream()
                .filter(run -> run.getString("target").equals("handover-end"))
                .filter(run -> run.getInt("step") == 0)
                .map(run -> run.getString("status"))
                .findFirst()
                .orElse("not there");
    }

    private static List<JsonObject> runs(String event) {
        // The answer to the sender comes before the event is stored.
        return api.all("events").stream()
                        .anyMatch(stored -> stored.getString("id").equals(event))
                ? api.event(event).getJsonArray("runs").getValuesAs(JsonObject.class)
                : List.of();
    }

    private static void put(String path, String body) throws Exception {
        URI uri = server.http().resolve("/switchhook/api/" + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("admin:" + AdminApi.PASSWORD).getBytes(UTF_8)))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
    }
}
