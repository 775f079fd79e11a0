package io.switchhook.it.delivery;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.delivery.DeskClient.Pop;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Screen pops arrive at desks, workflows emit events, and Switchhook's own events go through the rules. */
class DeskIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** As promised to agents. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final HttpTarget alerts = HttpTarget.start();
    private static final HttpTarget gone = HttpTarget.start().alwaysAnswer(request -> Answer.status(404));
    private static final HttpTarget down = HttpTarget.start().alwaysAnswer(request -> Answer.status(503));
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        scene = new DeliveryScene(
                        "desk",
                        directory,
                        "switchhook.desk.secrets",
                        "a-secret-of-more-than-32-characters",
                        "switchhook.desk.connections-per-agent",
                        "3",
                        "switchhook.desk.origins",
                        "https://desktop.example.com",
                        "switchhook.emit.depth",
                        "4",
                        "switchhook.sources",
                        "digital,switchhook",
                        "switchhook.target.breaker.failures",
                        "2",
                        "switchhook.retry.delay",
                        "PT0.1S")
                .define("offered", pop())
                .define("wrapped-up", emit("call.rated", "{ stars: '5', of: '{{ event.id }}' }"))
                .define("looped", emit("loop.a", "{}"))
                .define("gone", DeliveryScene.call(gone))
                .define("down", DeliveryScene.call(down))
                .write("rated.yaml", onTopic("call.rated", posts("/rated", "{{ event.source }} {{ stars }} {{ of }}")))
                .write("loop-a.yaml", onTopic("loop.a", emit("loop.b", "{}")))
                .write("loop-b.yaml", onTopic("loop.b", emit("loop.a", "{}")))
                .write("target-down.yaml", onTopic("switchhook.target-down", posts("/down", "{{ target }}")))
                .write("source.yaml", onTopic("switchhook.source-disabled", posts("/source", "{{ source }}")))
                .write(
                        "alert.yaml",
                        Files.readString(Path.of("../../docs/samples/alert-on-dead-letters.yaml"))
                                .replace(
                                        "https://chat.example.com/hooks/operations",
                                        alerts.uri("/alert").toString()))
                .start();
    }

    /** Desks have gone in every test, and how a server tells of it comes late. */
    @AfterAll
    static void stop() {
        String log = scene.server.log();
        scene.close();
        List.of(alerts, gone, down).forEach(HttpTarget::close);
        assertThat(log).doesNotContain("closeAsync");
    }

    private static String pop() {
        return """
                  - name: pop
                    screenPop:
                      agent: '{{ id }}'
                      url: https://crm.example.com/customers
                      query: { media: '{{ mediaType }}', of: '{{ event.topic }}' }
                      label: 'Call of {{ id }}'
                """;
    }

    private static String emit(String topic, String data) {
        return "  - name: emit\n    emitEvent: { topic: " + topic + ", data: " + data + " }\n";
    }

    private static String posts(String path, String text) {
        return "  - name: post\n    httpRequest: { url: '" + alerts.uri(path) + "', contentType: text/plain, body: '"
                + text + "' }\n";
    }

    private static String onTopic(String topic, String steps) {
        return """
                kind: trigger
                id: on-%1$s
                name: On %1$s
                topicName: %1$s
                enabled: true
                target: { type: Workflow, id: %1$s }
                ---
                kind: workflow
                id: %1$s
                steps:
                %2$s
                """.formatted(topic, steps.stripTrailing());
    }

    private static URI server() {
        return scene.server.http();
    }

    private static String token(String agent) throws Exception {
        HttpResponse<String> answer = tokenRequest(
                "{\"agent\": \"" + agent + "\", \"validFor\": \"PT1H\"}", DeskClient.basic("admin", AdminApi.PASSWORD));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return DeliveryScene.json(answer.body()).getString("token");
    }

    private static HttpResponse<String> tokenRequest(String body, String authorization) throws Exception {
        return DeskClient.answer(HttpRequest.newBuilder(server().resolve("/switchhook/api/desk/tokens"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static List<ReceivedRequest> alertsAt(String path) {
        return alerts.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    @Test
    void aScreenPopArrivesAtTheAgentsDeskAndAfterAReconnectWhatWasMissed() throws Exception {
        String token = token("anna");
        Pop first;
        try (DeskClient desk = DeskClient.listen(DeskClient.request(server(), "anna?token=" + token));
                DeskClient other = DeskClient.listen(DeskClient.request(server(), "anna")
                        .header("Authorization", DeskClient.basic("admin", AdminApi.PASSWORD)))) {
            String event = scene.send("offered", "anna");

            first = desk.next();
            assertThat(first.event()).isEqualTo("screen-pop");
            JsonObject data = first.data();
            assertThat(data.getString("url"))
                    .isEqualTo("https://crm.example.com/customers?media=chat&of=interaction.offered");
            assertThat(data.getString("label")).isEqualTo("Call of anna");
            assertThat(data.getString("display")).isEqualTo("new-tab");
            assertThat(data.getString("eventId")).isEqualTo(event);
            assertThat(other.next().id()).isEqualTo(first.id());
        }
        String missed = scene.send("offered", "anna");
        assertThat(scene.ended(missed).getString("status")).isEqualTo("succeeded");

        try (DeskClient back = DeskClient.listen(
                DeskClient.request(server(), "anna?token=" + token).header("Last-Event-ID", first.id()))) {
            assertThat(back.next().data().getString("eventId")).isEqualTo(missed);
            String live = scene.send("offered", "anna");
            Pop warm = back.next();
            assertThat(warm.data().getString("eventId")).isEqualTo(live);
            assertThat(warm.took()).isLessThan(AT_ONCE);
        }
        assertThat(scene.server.log()).doesNotContain(token);
    }

    @Test
    void aDeskThatIsCutOffIsSentWhatItMissedWhenItComesAgain() throws Exception {
        String desk = "dora?token=" + token("dora");
        try (Socket socket = new Socket(server().getHost(), server().getPort())) {
            socket.getOutputStream()
                    .write(("GET /switchhook/desk/" + desk + " HTTP/1.1\r\nHost: desk\r\n\r\n").getBytes(US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            socket.setSoLinger(true, 0); // the connection is reset
        }
        String event = scene.send("offered", "dora");
        assertThat(scene.ended(event).getString("status")).isEqualTo("succeeded");

        try (DeskClient back = DeskClient.listen(DeskClient.request(server(), desk))) {
            assertThat(back.next().data().getString("eventId")).isEqualTo(event);
        }
    }

    @Test
    void anAgentHasSoManyConnectionsAndNoMore() throws Exception {
        String desk = "carl?token=" + token("carl");
        try (DeskClient one = DeskClient.listen(DeskClient.request(server(), desk));
                DeskClient two = DeskClient.listen(DeskClient.request(server(), desk));
                DeskClient three = DeskClient.listen(DeskClient.request(server(), desk))) {
            assertThat(status(desk)).isEqualTo(429);
            scene.send("offered", "carl");
            String id = one.next().id();
            assertThat(List.of(two.next().id(), three.next().id())).containsOnly(id);
        }
    }

    @Test
    void onlyWhoMayListens() throws Exception {
        String token = token("bob");

        HttpResponse<String> nobody = DeskClient.answer(DeskClient.request(server(), "bob"));
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"Switchhook\"");
        assertThat(status("bob?token=d1.Ym9i.9999999999." + "A".repeat(43))).isEqualTo(401);
        assertThat(status("eve?token=" + token)).isEqualTo(403);
        assertThat(status("?token=" + token)).isEqualTo(404);
        assertThat(DeskClient.answer(DeskClient.request(server(), "bob?token=" + token)
                                .header("Last-Event-ID", "x"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(DeskClient.answer(DeskClient.request(server(), "bob?token=" + token)
                                .POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        assertThat(DeskClient.answer(
                                DeskClient.request(server(), "bob").header("Origin", "https://desktop.example.com"))
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .contains("https://desktop.example.com");
        assertThat(DeskClient.answer(DeskClient.request(server(), "bob").header("Origin", "https://evil.example"))
                        .headers()
                        .firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(tokenRequest("{\"agent\": \"bob\"}", DeskClient.basic("admin", "wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(tokenRequest("{\"agent\": \"\"}", DeskClient.basic("admin", AdminApi.PASSWORD))
                        .statusCode())
                .isEqualTo(400);
    }

    private static int status(String agentAndQuery) throws Exception {
        return DeskClient.answer(DeskClient.request(server(), agentAndQuery)).statusCode();
    }

    @Test
    void anEmittedEventGoesThroughTheRules() throws Exception {
        String event = scene.send("wrapped-up", "c-1");

        await("the emitted event's workflow has posted", SOON, () -> alertsAt("/rated"), found -> !found.isEmpty());
        assertThat(alertsAt("/rated")).extracting(ReceivedRequest::body).containsExactly("switchhook 5 " + event);
        assertThat(scene.api.all("events?topic=call.rated"))
                .singleElement()
                .satisfies(emitted -> assertThat(emitted.getString("subject")).isEqualTo("c-1"));
    }

    @Test
    void aLoopIsCutAndTold() throws Exception {
        scene.send("looped", "c-2");

        JsonObject cut = await(
                "a dead letter of the loop",
                SOON,
                () -> scene.api.all("dead-letters").stream()
                        .filter(letter -> letter.getString("subject").equals("c-2"))
                        .findFirst()
                        .orElse(null),
                letter -> letter != null);
        assertThat(cut.getString("reason"))
                .contains("the event would be number 5 in a chain", "switchhook.emit.depth are 4")
                .contains("interaction.looped > loop.a > loop.b > loop.a > loop.b > loop.a");
        assertThat(cut.getInt("attempts")).isEqualTo(1);
        assertThat(scene.api.all("events?subject=c-2"))
                .extracting(event -> event.getString("topic"))
                .containsExactly("loop.b", "loop.a", "loop.b", "loop.a", "interaction.looped");
        assertThat(scene.server.complaints()).anyMatch(line -> line.contains("SWH2204"));
    }

    @Test
    void aDeadLetterRaisesAnAlert() throws Exception {
        String event = scene.send("gone", "c-3");

        await("the alert", SOON, () -> alertsAt("/alert"), found -> found.stream()
                .anyMatch(request -> request.body().contains(event)));
        JsonObject alert = DeliveryScene.json(alertsAt("/alert").stream()
                .filter(request -> request.body().contains(event))
                .findFirst()
                .orElseThrow()
                .body());
        assertThat(alert.getString("text"))
                .startsWith("workflow gone gave up event " + event + " (interaction.gone) after 1 attempts: POST "
                        + gone.uri("/call") + ": 404");
    }

    @Test
    void aTargetThatIsDownAndASourceThatIsDisabledAreTold() throws Exception {
        scene.send("down", "c-4");

        await("told of the target", SOON, () -> alertsAt("/down"), found -> !found.isEmpty());
        assertThat(alertsAt("/down").get(0).body()).isEqualTo("http://127.0.0.1:" + down.port());
        await("told of the source", SOON, () -> alertsAt("/source"), found -> !found.isEmpty());
        assertThat(alertsAt("/source").get(0).body()).isEqualTo("switchhook");
    }
}
