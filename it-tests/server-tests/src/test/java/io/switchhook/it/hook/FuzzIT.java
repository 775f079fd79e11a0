package io.switchhook.it.hook;

import static io.switchhook.it.admin.AdminApi.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes over the wire, for whichever adapter and verification, is answered 2xx or 4xx, or 505 by the server where it has become another
 * version of HTTP, leaves no stack trace, and leaves bounded receipts. {@code -Dfuzz.seed=…} makes the same requests again, {@code -Dfuzz.requests=…} more of them.
 */
class FuzzIT {
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int ANOTHER_VERSION = 505;
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_400);
    private static final int THREADS = 4;
    private static final int BOUND = 40;
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final List<String> CONTENT_TYPES = List.of(
            "application/json",
            "application/json",
            "application/json; charset=utf-16",
            "application/json; charset=\"",
            "application/cloudevents+json",
            "application/cloudevents-batch+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=\"",
            "text/plain; charset=no-such",
            "text/xml",
            "a/b/c; =; ;",
            "*/*",
            "");

    private static final List<String> NAMES = List.of(
            "X-Hub-Signature",
            "X-Hub-Signature-256",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "X-WebexCC-Signature",
            "X-WebExCC-Timestamp",
            "X-Sig",
            "Authorization",
            "X-Proof",
            "Content-Encoding",
            "Content-Type",
            "X-Forwarded-For",
            "Forwarded",
            "X-B3-TraceId",
            "Cookie",
            "ce-id",
            "ce-type",
            "ce-specversion",
            "ce-subject",
            "Accept",
            "X-Anything");

    private final List<FuzzedSource> sources = FuzzedSource.all();

    /**
     * A request.
     *
     * @param text a character for each byte
     * @param broken whether a server may end the connection without an answer
     */
    private record Sent(String text, boolean broken) {}

    @Test
    void isAnswered2xxOr4xxAndNothingElseComesOfIt() throws Exception {
        System.out.println("Fuzzing with -Dfuzz.seed=" + SEED);
        ServerSetup setup = TestServers.withSwitchhook("fuzz")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.trusted-proxies", "127.0.0.1")
                .property("switchhook.http.read-timeout", "2000")
                .property("switchhook.receipts.refused", Integer.toString(BOUND))
                .property(
                        "switchhook.sources",
                        sources.stream().map(FuzzedSource::name).collect(Collectors.joining(",")));
        sources.forEach(source -> source.configure(setup));
        try (ServerProcess server = setup.create().start()) {
            AdminApi api = new AdminApi(server.http());
            assertThat(api.get("sources").getJsonArray("items").getValuesAs(JsonObject.class))
                    .allSatisfy(source -> assertThat(source.getString("state")).isEqualTo("ready"));
            int startsLog = server.log().length();

            Map<Integer, Long> statuses = fuzz(server);

            System.out.println("Answers by status: " + statuses);
            assertThat(statuses).as("seed %d", SEED).containsKeys(200, 400, 401, 415);
            String log = server.log().substring(startsLog);
            assertThat(server.stackTraces(startsLog)).as("seed %d", SEED).isEmpty();
            assertThat(server.errors()).as("seed %d", SEED).isEmpty();
            assertThat(log).doesNotContain(FuzzedSource.SECRET);
            assertReceiptsAreBounded(api);
            assertThat(new Health(server.management()).ready()).isEqualTo(200);
            assertEventsAreProcessed(api, server);
        }
    }

    private Map<Integer, Long> fuzz(ServerProcess server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Map<Integer, Long>>> parts = new ArrayList<>();
        for (int part = 0; part < THREADS; part++) {
            Random random = new Random(SEED + part);
            parts.add(threads.submit(() -> {
                Map<Integer, Long> statuses = new TreeMap<>();
                for (int i = 0; i < REQUESTS / THREADS; i++) {
                    statuses.merge(send(server, request(random)), 1L, Long::sum);
                }
                return statuses;
            }));
        }
        threads.shutdown();
        Map<Integer, Long> statuses = new TreeMap<>();
        for (Future<Map<Integer, Long>> part : parts) {
            try {
                part.get().forEach((status, count) -> statuses.merge(status, count, Long::sum));
            } catch (ExecutionException failed) {
                throw new AssertionError("-Dfuzz.seed=" + SEED, failed.getCause());
            }
        }
        return statuses;
    }

    private static int send(ServerProcess server, Sent sent) throws IOException {
        RawAnswer answer;
        try (Socket socket = new Socket(server.http().getHost(), server.http().getPort())) {
            socket.setSoTimeout(120_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(sent.text().getBytes(ISO_8859_1));
                out.flush();
                if (sent.broken()) {
                    socket.shutdownOutput(); // so that nobody waits for the rest
                }
            } catch (SocketException closed) {
                // the server may answer and close before it has read all
            }
            answer = RawAnswer.parse(socket.getInputStream().readAllBytes());
        } catch (SocketException reset) {
            answer = new RawAnswer(0, Map.of(), reset.toString());
        }
        String told = "seed " + SEED + ", " + answer + " to " + head(sent);
        assertThat(answer.body()).as(told).doesNotContain(FuzzedSource.SECRET, "Exception");
        if (answer.status() == 0) {
            assertThat(sent.broken()).as(told).isTrue();
        } else if (answer.status() != ANOTHER_VERSION) {
            assertThat(answer.status() / 100).as(told).isIn(2, 4);
        }
        return answer.status();
    }

    private static String head(Sent sent) {
        return sent.text().substring(0, Math.min(sent.text().length(), 1_500));
    }

    private Sent request(Random random) {
        Mutation mutation = new Mutation(random);
        FuzzedSource source = mutation.pick(sources);
        if (random.nextInt(50) == 0) {
            return new Sent(new String(mutation.noise(1 + random.nextInt(500)), ISO_8859_1), true);
        }
        byte[] body = mutation.body(mutation.pick(source.samples()).getBytes(UTF_8));
        StringBuilder headers = new StringBuilder("Host: 127.0.0.1\r\nConnection: close\r\n");
        if (random.nextInt(8) == 0) {
            body = mutation.packed(body);
            headers.append("Content-Encoding: gzip\r\n");
        }
        Map<String, String> proof = new HashMap<>(source.proof().apply(body));
        if (random.nextInt(5) == 0) {
            proof.replaceAll((name, value) -> name.equals("?") ? "key=%zz&&" + value : mutation.value(value));
        }
        String query = proof.containsKey("?") ? "?" + proof.remove("?") : "";
        proof.forEach(
                (name, value) -> headers.append(name).append(": ").append(value).append("\r\n"));
        headers.append("Content-Type: ").append(mutation.pick(CONTENT_TYPES)).append("\r\n");
        for (int i = random.nextInt(6) - 3; i > 0; i--) {
            String name = mutation.pick(NAMES);
            headers.append(name).append(": ").append(mutation.value("sha1=00")).append("\r\n");
        }
        String line = "POST /switchhook/hooks/" + source.name() + query + " HTTP/1.1\r\n";
        return framed(random, line + headers, new String(body, ISO_8859_1));
    }

    /** With a length, in chunks, or in a way that breaks off. */
    private static Sent framed(Random random, String head, String body) {
        return switch (random.nextInt(12)) {
            case 0 -> new Sent(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + body, true);
            case 1 -> new Sent(head + "Transfer-Encoding: chunked\r\n\r\nfffff\r\n" + body, true);
            case 2 -> new Sent(head + "Content-Length: " + (body.length() + 10) + "\r\n\r\n" + body, true);
            case 3, 4 -> {
                String chunk = body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
                yield new Sent(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n", false);
            }
            default -> new Sent(head + "Content-Length: " + body.length() + "\r\n\r\n" + body, false);
        };
    }

    private void assertReceiptsAreBounded(AdminApi api) {
        List<JsonObject> refused = await(
                "receipts are stored",
                SOON,
                () -> api.all("receipts?outcome=rejected"),
                receipts -> !receipts.isEmpty());
        Map<String, Long> kinds = refused.stream()
                .collect(Collectors.groupingBy(
                        receipt -> receipt.getString("source") + " " + receipt.getString("reason"),
                        Collectors.counting()));
        assertThat(kinds.values()).as("seed %d: %s", SEED, kinds).allMatch(count -> count <= BOUND);
        assertThat(refused.toString()).doesNotContain(FuzzedSource.SECRET);
        refused.stream().limit(100).forEach(receipt -> assertThat(
                        api.get("receipts/" + receipt.getInt("id")).toString())
                .doesNotContain(FuzzedSource.SECRET));
    }

    /** What was answered 200 is an event, and no dead letter. */
    private static void assertEventsAreProcessed(AdminApi api, ServerProcess server) throws IOException {
        byte[] last = Sender.started("the-last", "the-last").getBytes(UTF_8);
        RawAnswer taken = RawRequest.of("POST", "/switchhook/hooks/adapter-interactions")
                .header("X-Hub-Signature: " + Sender.signature(last, FuzzedSource.SECRET))
                .body(last)
                .send(server.http());
        String id = taken.json().getJsonObject("data").getJsonArray("ids").getString(0);
        await("the last is stored", SOON, () -> api.all("receipts?event=" + id), receipts -> !receipts.isEmpty());
        assertThat(api.all("dead-letters")).as("seed %d", SEED).isEmpty();
    }
}
