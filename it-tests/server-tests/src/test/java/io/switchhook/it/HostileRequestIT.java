package io.switchhook.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.RawAnswer;
import io.switchhook.it.hook.RawRequest;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hook answers to requests no sender should make; after each, that nothing came of it. */
class HostileRequestIT {
    private static final String HOOK = "/switchhook/hooks/digital";
    private static final String SECRET = "a-secret-that-no-log-may-show";
    private static final String OLD_SECRET = "an-older-secret-no-log-may-show";
    private static final String BODY = Sender.started("hostile", "an-interaction");
    private static final int MEBIBYTE = 1 << 20;

    /** Ids of the events that were accepted, by any test. */
    private static final List<String> ACCEPTED = new ArrayList<>();

    private static ServerProcess server;
    private static AdminApi api;
    private static int markers;
    private static int startsLog;

    @BeforeAll
    static void start() {
        server = TestServers.withSwitchhook("hostile")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.http.read-timeout", "2000")
                .source("digital", SECRET + "," + OLD_SECRET)
                .source("quiet", SECRET)
                .property("switchhook.source.quiet.on-rejected", "200")
                .property("switchhook.sources", "digital,quiet,broken")
                .property("switchhook.source.broken.adapter", "interactions")
                .property("switchhook.source.broken.verification", "hub-sha1")
                .create()
                .start();
        api = new AdminApi(server.http());
        startsLog = server.log().length();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> refusals() {
        byte[] invalidUtf8 = BODY.replace("chat", "\u00ff").getBytes(ISO_8859_1);
        byte[] deep = ("{\"data\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").getBytes(UTF_8);
        byte[] large = new byte[2 * MEBIBYTE];
        String signature = Sender.signature(BODY.getBytes(UTF_8), SECRET);
        return Stream.of(
                Arguments.of("no signature", post().body(BODY), 401, "missing-signature"),
                Arguments.of(
                        "two signatures, both right",
                        post().header("X-Hub-Signature: " + signature)
                                .header("x-hub-signature: " + signature)
                                .body(BODY),
                        401,
                        "repeated-signature"),
                Arguments.of(
                        "wrong algorithm",
                        post().header("X-Hub-Signature: " + signature.replace("sha1", "sha256"))
                                .body(BODY),
                        401,
                        "wrong-algorithm"),
                Arguments.of(
                        "no digest", post().header("X-Hub-Signature: sha1=").body(BODY), 401, "malformed-signature"),
                Arguments.of(
                        "digest cut short",
                        post().header("X-Hub-Signature: " + signature.substring(0, 20))
                                .body(BODY),
                        401,
                        "malformed-signature"),
                Arguments.of(
                        "wrong secret",
                        post().header("X-Hub-Signature: " + Sender.signature(BODY.getBytes(UTF_8), "guess"))
                                .body(BODY),
                        401,
                        "wrong-signature"),
                Arguments.of(
                        "body changed by one byte",
                        post().header("X-Hub-Signature: " + signature).body(BODY.replace("chat", "chau")),
                        401,
                        "wrong-signature"),
                Arguments.of("empty body, unsigned", post().body(""), 401, "missing-signature"),
                Arguments.of("empty body", signed(new byte[0]), 400, "empty-body"),
                Arguments.of("not JSON", signed("STARTED".getBytes(UTF_8)), 400, "not-json"),
                Arguments.of("JSON and more", signed((BODY + BODY).getBytes(UTF_8)), 400, "not-json"),
                Arguments.of("an array", signed("[]".getBytes(UTF_8)), 400, "not-an-object"),
                Arguments.of("10,000 levels of JSON", signed(deep), 400, "json-too-deep"),
                Arguments.of("invalid UTF-8", signed(invalidUtf8), 400, "not-utf-8"),
                Arguments.of(
                        "one good event and one without id",
                        signed(BODY.replace("}}]", "}},{\"event\":\"STARTED\",\"entity\":{\"x\":1}}]")
                                .getBytes(UTF_8)),
                        400,
                        "not-an-interaction"),
                Arguments.of(
                        "compressed in another way",
                        signed(gzip(BODY)).header("Content-Encoding: br"),
                        415,
                        "content-encoding"),
                Arguments.of(
                        "not gzip", signed(BODY.getBytes(UTF_8)).header("Content-Encoding: gzip"), 400, "not-gzip"),
                Arguments.of(
                        "2 MiB when unpacked",
                        signed(gzip(" ".repeat(2 * MEBIBYTE))).header("Content-Encoding: gzip"),
                        413,
                        "body-too-large"),
                Arguments.of("2 MiB, length declared", post().body(large), 413, "body-too-large"),
                Arguments.of("2 MiB, length not declared", post().chunked(large), 413, "body-too-large"),
                Arguments.of(
                        "50 MiB declared, none sent", post().header("Content-Length: 52428800"), 413, "body-too-large"),
                Arguments.of("unknown source", RawRequest.of("POST", HOOK + "s").body(BODY), 404, "unknown-source"),
                Arguments.of("unknown source, GET", RawRequest.of("GET", HOOK + "s"), 404, "unknown-source"),
                Arguments.of(
                        "very long name",
                        RawRequest.of("POST", "/switchhook/hooks/" + "x".repeat(5_000))
                                .body(BODY),
                        404,
                        "unknown-source"),
                Arguments.of(
                        "disabled source",
                        RawRequest.of("POST", "/switchhook/hooks/broken").body(BODY),
                        503,
                        "source-disabled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefusedWithItsReason(String name, RawRequest request, int status, String reason) throws IOException {
        RawAnswer answer = request.send(server.http());

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        JsonObject problem = answer.json();
        assertThat(problem.getString("type")).isEqualTo("urn:switchhook:problem:" + reason);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(answer.body()).doesNotContain(SECRET, "Exception", "io.switchhook", "jakarta");
        assertThat(answer.headers().containsKey("retry-after")).isEqualTo(status >= 500);
        assertThat(answer.headers().containsKey("www-authenticate")).isEqualTo(status == 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void otherMethodsAreRefusedAndTheAllowedNamed(String method) throws IOException {
        RawAnswer answer = RawRequest.of(method, HOOK)
                .header("X-Hub-Signature: " + Sender.signature(BODY.getBytes(UTF_8), SECRET))
                .body(BODY)
                .send(server.http());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, POST");
        assertThat(answer.json().getString("type")).isEqualTo("urn:switchhook:problem:method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aProbeOfAKnownSourceFindsIt(String method) throws IOException {
        assertThat(RawRequest.of(method, HOOK).send(server.http()).status()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeClosesTheConnection() throws IOException {
        RawAnswer answer =
                RawRequest.of("POST", HOOK).chunked(new byte[2 * MEBIBYTE]).send(server.http());

        assertThat(answer.headers()).containsEntry("connection", "close");
    }

    @Test
    void aSourceThatDropsSilentlyAnswers200() throws IOException {
        RawAnswer answer =
                RawRequest.of("POST", "/switchhook/hooks/quiet").body(BODY).send(server.http());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":{\"code\":0,\"message\":\"OK\"},\"data\":{\"ids\":[]}}");
    }

    @Test
    void aLineBreakInTheSourcesNameForgesNoLineOfTheLog() throws IOException {
        RawAnswer answer = RawRequest.of("POST", "/switchhook/hooks/x%0d%0aFORGED")
                .body(BODY)
                .send(server.http());

        // Open Liberty refuses such an address itself
        assertThat(answer.status()).as(answer.body()).isIn(400, 404);
    }

    @Test
    void aSenderThatGoesInMidBodyLeavesNoTrace() throws IOException {
        for (int i = 0; i < 5; i++) {
            post().body(BODY).abort(server.http(), 10);
            post().chunked(BODY.getBytes(UTF_8)).abort(server.http(), 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "5\r\nhello\r\nzz\r\n", "5\r\nhelloXX5\r\nhello\r\n0\r\n\r\n"})
    void aBodyWhoseChunksAreBrokenIsNeverTaken(String chunks) throws IOException {
        RawAnswer answer =
                post().header("Transfer-Encoding: chunked").bytes(chunks).send(server.http());

        // the server closes the connection itself, which is no answer; one that leaves it open answers our refusal
        assertThat(answer.status()).as(answer.body()).isIn(0, 400, 408);
    }

    @Test
    void aBodyThatFallsSilentIsNotWaitedFor() throws IOException {
        RawAnswer answer = post().header("Content-Length: 100").bytes("x").send(server.http());

        // the server may close the connection itself, which is no answer
        assertThat(answer.status()).as(answer.body()).isIn(0, 408);
    }

    @Test
    void tenThousandHeadersAreTheServersToRefuse() throws IOException {
        RawRequest request = post();
        for (int i = 0; i < 10_000; i++) {
            request = request.header("X-Hub-Signature: sha1=" + i);
        }

        assertThat(request.body(BODY).send(server.http()).status())
                .isLessThan(500)
                .isNotEqualTo(200);
    }

    /** Nobody may have parsed the body before its bytes were read. */
    @ParameterizedTest
    @ValueSource(
            strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "nonsense"
            })
    void aContentTypeDoesNotTouchTheSignedBytes(String contentType) throws IOException {
        RawAnswer answer = signed(Sender.started("content-type", contentType).getBytes(UTF_8))
                .header("Content-Type: " + contentType)
                .send(server.http());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        accept(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic", "Basic YWRtaW46d3Jvbmc=", "Bearer x"})
    void anAuthorizationHeaderIsTheSourcesAffairAndNotTheServers(String authorization) throws IOException {
        RawAnswer answer = signed(Sender.started("authorization", authorization).getBytes(UTF_8))
                .header("Authorization: " + authorization)
                .send(server.http());

        accept(answer);
    }

    @Test
    void aChunkedBodyWithTheOlderSecretIsTaken() throws IOException {
        byte[] body = Sender.started("chunked", "an-interaction").getBytes(UTF_8);
        RawAnswer answer = post().header("x-hub-signature: " + Sender.signature(body, OLD_SECRET))
                .chunked(body)
                .send(server.http());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        accept(answer);
    }

    /**
     * A queue keeps its order, so when an event sent now on each of them is stored, whatever a request before had brought into
     * any is stored as well.
     */
    @AfterEach
    void nothingElseWasEnqueued() throws IOException {
        int round = ++markers;
        for (String subject : onePerQueue()) {
            accept(signed(Sender.started("marker-" + round, subject).getBytes(UTF_8))
                    .send(server.http()));
        }

        List<String> stored = AdminApi.await(
                "all accepted events are stored",
                Duration.ofSeconds(60),
                HostileRequestIT::stored,
                ids -> ids.containsAll(ACCEPTED));
        assertThat(stored).containsExactlyInAnyOrderElementsOf(ACCEPTED);
        assertThat(api.all("dead-letters")).isEmpty();
    }

    @AfterEach
    void theLogShowsNoSecretAndNoStackTrace() {
        String log = server.log();

        assertThat(log).doesNotContain(SECRET, OLD_SECRET);
        assertThat(log)
                .doesNotContain(Sender.signature(BODY.getBytes(UTF_8), SECRET).substring("sha1=".length()));
        assertThat(server.stackTraces(startsLog)).isEmpty();
        assertThat(server.errors()).isEmpty();
        assertThat(log.lines().filter(line -> line.startsWith("FORGED"))).isEmpty();
    }

    private static List<String> stored() {
        return api.all("events").stream()
                .filter(event -> !event.getString("source").equals("switchhook"))
                .map(event -> event.getString("id"))
                .toList();
    }

    private static void accept(RawAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        answer.json().getJsonObject("data").getJsonArray("ids").getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .forEach(ACCEPTED::add);
    }

    /** Subjects that go to different queues: what decides is the subject's hash code. */
    private static List<String> onePerQueue() {
        return IntStream.range(0, 8)
                .mapToObj(queue -> String.valueOf((char) ('a' + queue)))
                .toList();
    }

    private static RawRequest post() {
        return RawRequest.of("POST", HOOK);
    }

    private static RawRequest signed(byte[] body) {
        return post().header("X-Hub-Signature: " + Sender.signature(body, SECRET))
                .body(body);
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(UTF_8));
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
        return compressed.toByteArray();
    }
}
