package io.switchhook.it.admin;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.RawAnswer;
import io.switchhook.it.hook.RawRequest;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every request that reaches a source leaves a receipt, and no number of refused ones costs more than a bound. */
class ReceiptsIT {
    private static final String SECRET = "a-secret-that-no-receipt-may-show";
    private static final String OLD_SECRET = "an-older-secret-no-receipt-may-show";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final int BOUND = 30;
    private static final int FLOOD = 5_000;

    private static ServerProcess server;
    private static AdminApi api;

    @BeforeAll
    static void start() {
        ServerSetup setup = TestServers.withSwitchhook("receipts")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.receipts.refused", Integer.toString(BOUND))
                .property("switchhook.receipts.headers", "X-Shown,X-Hub-Signature")
                .property("switchhook.sources", "digital,second,flooded,quiet,rare,query,stopped,broken")
                .property("switchhook.source.rare.rate", "0.01")
                .property("switchhook.source.rare.burst", "1")
                .property("switchhook.source.quiet.on-rejected", "200")
                .property("switchhook.source.query.adapter", "interactions")
                .property("switchhook.source.query.verification", "token")
                .property("switchhook.source.query.verification.parameter", "key")
                .property("switchhook.source.query.secrets", SECRET)
                .property("switchhook.source.broken.adapter", "carrier-pigeon");
        for (String source : List.of("digital", "second", "flooded", "quiet", "rare", "stopped")) {
            String prefix = "switchhook.source." + source + ".";
            setup.property(prefix + "adapter", "interactions")
                    .property(prefix + "verification", "hub-sha1")
                    .property(prefix + "secrets", source.equals("digital") ? SECRET + "," + OLD_SECRET : SECRET);
        }
        server = setup.create().start();
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(server.errors()).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void anAcceptedRequestAndItsRepeatLeaveReceiptsThatLeadToTheEvent() throws IOException {
        String body = Sender.started("accepted", "an-interaction");
        RawRequest request = signed("digital", body, OLD_SECRET)
                .header("X-Shown: yes")
                .header("X-Other: " + SECRET)
                .header("Cookie: session=" + SECRET)
                .header("User-Agent: a-test");
        String event = id(request.send(server.http()));
        awaitReceipts("receipts?event=" + event, 1);
        assertThat(id(request.send(server.http()))).isEqualTo(event);

        List<JsonObject> receipts = awaitReceipts("receipts?event=" + event, 2);

        assertThat(receipts)
                .extracting(receipt -> receipt.getString("outcome"))
                .containsExactly("duplicate", "accepted");
        assertThat(receipts).allSatisfy(receipt -> {
            assertThat(receipt.getString("source")).isEqualTo("digital");
            assertThat(receipt.getString("eventId")).isEqualTo(event);
            assertThat(receipt.getInt("status")).isEqualTo(200);
            assertThat(receipt.getInt("secretPosition")).isEqualTo(2);
            assertThat(receipt.getInt("size")).isEqualTo(body.length());
            assertThat(receipt.getString("client")).isEqualTo("127.0.0.1");
            assertThat(receipt).doesNotContainKeys("reason", "more", "headers");
        });
        JsonObject alone = api.get("receipts/" + receipts.get(1).getInt("id"));
        assertThat(alone.getJsonObject("headers").getJsonArray("user-agent")).hasToString("[\"a-test\"]");
        assertThat(alone.getJsonObject("headers").getJsonArray("x-shown")).hasToString("[\"yes\"]");
        assertThat(alone.getJsonObject("headers").keySet()).contains("x-hub-signature", "x-other", "cookie");
        assertThat(alone.toString())
                .doesNotContain(
                        SECRET,
                        Sender.signature(body.getBytes(UTF_8), OLD_SECRET).substring("sha1=".length()));
    }

    @Test
    void aRefusedRequestLeavesOneWithItsReason() throws IOException {
        assertThat(post("quiet").body("{}").send(server.http()).status()).isEqualTo(200);
        signed("rare", Sender.started("rare-1", "i"), SECRET).send(server.http());
        signed("rare", Sender.started("rare-2", "i"), SECRET).send(server.http());
        signed("second", "[", SECRET).send(server.http());
        post("broken").body("{}").send(server.http());
        RawRequest.of("PUT", "/switchhook/hooks/second").send(server.http());
        RawRequest.of("POST", "/switchhook/hooks/query?key=guessed-" + SECRET)
                .header("Origin: http://h/hooks/query?key=guessed-" + SECRET)
                .body("{}")
                .send(server.http());

        assertThat(told("quiet")).containsExactly("rejected 200 missing-signature 0");
        assertThat(told("rare&outcome=limited")).containsExactly("limited 429 rate-exceeded 0");
        assertThat(told("second&reason=not-json")).containsExactly("rejected 400 not-json 1");
        assertThat(told("second&reason=method-not-allowed")).containsExactly("rejected 405 method-not-allowed 0");
        assertThat(told("broken")).containsExactly("rejected 503 source-disabled 0");
        assertThat(told("query")).containsExactly("rejected 401 wrong-credentials 0");
        int id = api.all("receipts?source=query").get(0).getInt("id");
        assertThat(api.get("receipts/" + id).toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "receipts?outcome=lost, 400, invalid-parameter",
        "receipts?topic=x, 400, unknown-parameter",
        "receipts?cursor=x, 400, invalid-cursor",
        "receipts?from=now, 400, invalid-parameter",
        "receipts/999999999, 404, not-found",
        "receipts/x, 404, not-found"
    })
    void aQuestionThatCannotBeAnsweredIsToldWhy(String path, int status, String reason) throws IOException {
        RawAnswer answer = RawRequest.of("GET", "/switchhook/api/" + path)
                .header("Authorization: Basic "
                        + Base64.getEncoder().encodeToString(("admin:" + AdminApi.PASSWORD).getBytes(UTF_8)))
                .send(server.http());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().getString("type")).isEqualTo("urn:switchhook:problem:" + reason);
    }

    @Test
    void onlyWhoSignsInSeesReceipts() throws IOException {
        assertThat(RawRequest.of("GET", "/switchhook/api/receipts")
                        .send(server.http())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aFloodOfForgedRequestsIsBoundedAndGoodOnesPassMeanwhile() throws Exception {
        int good = 50;
        post("second").body("{}").send(server.http()); // another source's, before the flood
        ExecutorService threads = Executors.newFixedThreadPool(9);
        List<Future<Long>> floods = IntStream.range(0, 8)
                .mapToObj(thread -> threads.submit(() -> flood(FLOOD / 8)))
                .toList();
        Sender sender = new Sender(server.http(), "digital", SECRET);
        for (int i = 0; i < good; i++) {
            assertThat(sender.accepted(Sender.started("good-" + i, "good-" + i)))
                    .isTrue();
        }
        long refused = 0;
        for (Future<Long> flood : floods) {
            refused += flood.get();
        }
        threads.shutdown();
        assertThat(refused).isEqualTo(FLOOD);

        await(
                "all are counted or were dropped with those that counted them",
                SOON,
                () -> api.all("receipts?source=flooded"),
                receipts -> !receipts.isEmpty());
        List<JsonObject> kept = api.all("receipts?source=flooded&outcome=rejected&reason=wrong-signature");
        assertThat(kept).hasSizeLessThanOrEqualTo(BOUND);
        assertThat(kept.stream().filter(receipt -> receipt.containsKey("more"))).isNotEmpty();
        assertThat(api.all("receipts?source=second&reason=missing-signature")).isNotEmpty();
        assertThat(new Health(server.management()).ready()).isEqualTo(200);
        Map<String, Long> lines = server.log()
                .lines()
                .filter(line -> line.contains("source flooded, 401 wrong-signature"))
                .collect(
                        Collectors.groupingBy(line -> line.replaceAll(".*(SWH\\d{4}).*", "$1"), Collectors.counting()));
        assertThat(lines).containsEntry("SWH1101", 1L);
        assertThat(lines.getOrDefault("SWH1106", 0L)).isLessThanOrEqualTo(2);
        awaitReceipts("receipts?source=digital&outcome=accepted", good);
    }

    @Test
    void whatIsNotStoredYetIsStoredWhenTheServerStops() throws IOException {
        for (int i = 0; i < 3; i++) {
            post("stopped").body("{}").send(server.http());
        }

        server.restart();

        assertThat(api.all("receipts?source=stopped"))
                .extracting(receipt -> receipt.getString("reason"))
                .containsExactly("missing-signature", "missing-signature", "missing-signature");
    }

    private static long flood(int requests) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String signature = "sha1=" + "0".repeat(40);
        HttpRequest request = HttpRequest.newBuilder(server.http().resolve("/switchhook/hooks/flooded"))
                .timeout(Duration.ofSeconds(20))
                .header("X-Hub-Signature", signature)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        long refused = 0;
        for (int i = 0; i < requests; i++) {
            refused += client.send(request, BodyHandlers.discarding()).statusCode() == 401 ? 1 : 0;
        }
        return refused;
    }

    private static List<JsonObject> awaitReceipts(String query, int count) {
        return await(query, SOON, () -> api.all(query), receipts -> receipts.size() >= count);
    }

    private static List<String> told(String source) {
        return awaitReceipts("receipts?source=" + source, 1).stream()
                .map(ReceiptsIT::told)
                .toList();
    }

    private static String told(JsonObject receipt) {
        return Stream.of("outcome", "status", "reason", "secretPosition")
                .map(member -> receipt.containsKey(member)
                        ? receipt.get(member).toString().replace("\"", "")
                        : "")
                .collect(Collectors.joining(" "));
    }

    private static String id(RawAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("data").getJsonArray("ids").getString(0);
    }

    private static RawRequest post(String source) {
        return RawRequest.of("POST", "/switchhook/hooks/" + source);
    }

    private static RawRequest signed(String source, String body, String secret) {
        return post(source)
                .header("X-Hub-Signature: " + Sender.signature(body.getBytes(UTF_8), secret))
                .body(body);
    }
}
