package io.switchhook.target;

import static io.switchhook.target.RawServer.readHead;
import static io.switchhook.target.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchhook.egress.EgressPolicy;
import io.switchhook.network.Cidr;
import io.switchhook.target.RawServer.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TargetConnectionTest {
    private static final EgressPolicy LOOPBACK = new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
    private static final int LARGEST = 64 * 1024;

    private final CountDownLatch never = new CountDownLatch(1);
    private final TargetConnection connection = new TargetConnection(this::addresses);
    private RawServer server;

    private InetAddress[] addresses(String host) throws UnknownHostException {
        switch (host) {
            case "hangs.example" -> {
                try {
                    never.await();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
                throw new UnknownHostException(host);
            }
            case "mixed.example" -> {
                return of("10.0.0.1", "169.254.169.254", "127.0.0.1", "::1");
            }
            case "bad.example" -> {
                return of("10.0.0.1", "::1");
            }
            case "first-is-dead.example" -> {
                return of("127.0.0.2", "127.0.0.1");
            }
            case "none.example" -> throw new UnknownHostException(host);
            default -> {
                return InetAddress.getAllByName(host);
            }
        }
    }

    private static InetAddress[] of(String... literals) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[literals.length];
        for (int i = 0; i < literals.length; i++) {
            addresses[i] = InetAddress.getByName(literals[i]);
        }
        return addresses;
    }

    @BeforeEach
    void start() {
        connection.open();
    }

    @AfterEach
    void stop() throws IOException {
        never.countDown();
        connection.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void sendsExactlyWhatItWasGiven() throws Exception {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        serving((in, out) -> {
            String head = head(in);
            lines.addAll(head.lines().toList());
            lines.add(new String(in.readNBytes(7), StandardCharsets.UTF_8));
            write(out, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhi");
        });

        TargetAnswer answer = connection.call(call(
                "POST",
                "http://127.0.0.1:" + server.port() + "/a%20b?x=%26",
                Map.of("X-Name", "Grüße"),
                Optional.of(new Content(
                        "application/json;v=1", "{\"ü\":1}".substring(0, 6).getBytes(StandardCharsets.UTF_8))),
                seconds(5)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body().bytes(), StandardCharsets.UTF_8)).isEqualTo("hi");
        assertThat(lines)
                .startsWith("POST /a%20b?x=%26 HTTP/1.1")
                .contains("Content-Type: application/json;v=1", "Content-Length: 7", "X-Name: Grüße")
                .contains("User-Agent: Switchhook/unpackaged", "{\"ü\":1")
                .noneMatch(line -> line.startsWith("Upgrade") || line.startsWith("Expect"));
    }

    @Test
    void keepsNoCookiesAndUsesAConnectionAgain() throws Exception {
        List<String> heads = Collections.synchronizedList(new ArrayList<>());
        serving((in, out) -> {
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                write(out, "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nhi");
            }
        });

        connection.call(get(seconds(5)));
        connection.call(get(seconds(5)));

        assertThat(heads).hasSize(2).noneMatch(head -> head.contains("Cookie"));
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void doesNotFollowRedirects() throws Exception {
        serving(answering("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

        assertThat(connection.call(get(seconds(5))).status()).isEqualTo(302);
        assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"407", "401", "503", "999"})
    void handsOnEveryStatusAsItIs(int status) throws Exception {
        serving(answering("HTTP/1.1 " + status + " Whatever\r\nRetry-After: 7\r\n"
                + "WWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n"));

        TargetAnswer answer = connection.call(get(seconds(5)));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.retryAfter()).contains("7");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void cutsATrickleOfBytesAtTheDeadline() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                write(out, "x");
            }
        });

        assertEndsInTime(get(Duration.ofMillis(700)), "no complete answer within PT0.7S");
    }

    @Test
    void cutsATrickleOfHeadersAtTheDeadline() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\n");
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                write(out, "A: b\r\n");
            }
        });

        assertEndsInTime(get(Duration.ofMillis(700)), "no complete answer within PT0.7S");
    }

    @Test
    void cutsATargetThatNeverAnswers() {
        serving((in, out) -> never.await());

        assertEndsInTime(get(Duration.ofMillis(500)), "no complete answer within PT0.5S");
    }

    @Test
    void cutsATargetThatNeverReadsTheRequest() {
        serving((in, out) -> never.await());
        Content large = new Content("text/plain", new byte[32 * 1024 * 1024]);

        assertEndsInTime(
                call("POST", url("http"), Map.of(), Optional.of(large), Duration.ofMillis(500)),
                "no complete answer within PT0.5S");
    }

    @Test
    void cutsANameLookupThatHangsAndServesOtherNamesMeanwhile() throws Exception {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> connection.call(call("GET", "http://hangs.example/", Duration.ofMillis(10))))
                    .isInstanceOf(CallFailed.class)
                    .hasMessageContaining("within PT0.01S");
        }

        assertThat(connection.call(get(seconds(5))).status()).isEqualTo(204);
    }

    @Test
    void theConnectTimeoutCoversTheTlsHandshake() {
        serving((in, out) -> never.await());

        assertEndsInTime(
                call("GET", url("https"), limits(Duration.ofMillis(400), seconds(20))), "no connection within PT0.4S");
    }

    @Test
    void cutsATrickledTlsHandshake() {
        serving((in, out) -> {
            // The head of a handshake record of 16 KiB, then a byte of it now and then.
            out.write(new byte[] {22, 3, 3, 0x40, 0, 2, 0, 0x3f, (byte) 0xfc});
            while (!never.await(50, TimeUnit.MILLISECONDS)) {
                out.write(0);
                out.flush();
            }
        });

        assertEndsInTime(
                call("GET", url("https"), limits(Duration.ofMillis(600), seconds(20))), "no connection within PT0.6S");
    }

    @Test
    void aRefusedConnectionIsWorthARepeat() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        assertThatThrownBy(() -> connection.call(call("GET", "http://127.0.0.1:" + port + "/", seconds(5))))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("no connection: connection refused");
    }

    @Test
    void aHandshakeBrokenOffIsWorthARepeat() {
        serving((in, out) -> in.read());

        assertThatThrownBy(() -> connection.call(call("GET", url("https"), seconds(5))))
                .isInstanceOf(ConnectionFailed.class);
    }

    @Test
    void aServerThatSpeaksNoTlsIsNotWorthARepeat() {
        serving((in, out) -> {
            in.read();
            write(out, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            readHead(in);
        });

        assertThatThrownBy(() -> connection.call(call("GET", url("https"), seconds(5))))
                .isInstanceOf(CallFailed.class)
                .hasMessageStartingWith("TLS handshake failed: ");
    }

    @Test
    void aKeptConnectionThatWentStaleIsWorthARepeat() throws Exception {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            readHead(in);
        });
        connection.call(get(seconds(5)));

        assertThatThrownBy(() -> connection.call(get(seconds(5)))).isInstanceOf(ConnectionFailed.class);

        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aNewConnectionClosedAfterTheRequestIsNotRepeated() {
        serving((in, out) -> readHead(in));

        assertThatThrownBy(() -> connection.call(get(seconds(5))))
                .isInstanceOf(CallFailed.class)
                .hasMessage("the connection was closed before an answer came");
    }

    @Test
    void anAnswerBrokenOffIsNoAnswer() {
        serving(answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhal"));

        assertThatThrownBy(() -> connection.call(get(seconds(5)))).hasMessage("the answer was broken off");
    }

    @Test
    void garbageIsNoAnswerAndIsNotQuoted() {
        serving(answering("Authorization: Bearer echo\r\n".repeat(3000)));

        assertThat(catchThrowable(() -> connection.call(get(seconds(5)))))
                .isInstanceOf(CallFailed.class)
                .hasMessageNotContaining("echo");
    }

    @Test
    void endlessHeadersAreCut() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\n");
            for (long i = 0; true; i++) {
                write(out, "X-" + i + ": y\r\n");
            }
        });

        assertEndsInTime(get(seconds(20)), "the answer's head is too large");
    }

    @Test
    void anEndlessHeaderLineIsCut() {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                write(out, "y".repeat(10_000));
            }
        });

        assertEndsInTime(get(seconds(20)), "the answer's head is too large");
    }

    @Test
    void keepsAsMuchOfALargeAnswerAsAllowed() throws Exception {
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n");
            while (true) {
                out.write(new byte[1024 * 1024]);
            }
        });

        TargetAnswer answer = connection.call(get(seconds(10)));

        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body().size()).isEqualTo(LARGEST);
        assertThat(connection.call(get(seconds(10))).truncated()).isTrue();
    }

    @Test
    void anAnswerExactlyAsLargeAsAllowedIsWhole() throws Exception {
        serving(answering("HTTP/1.1 200 OK\r\nContent-Length: " + LARGEST + "\r\n\r\n" + "x".repeat(LARGEST)));

        TargetAnswer answer = connection.call(get(seconds(10)));

        assertThat(answer.truncated()).isFalse();
        assertThat(answer.body().size()).isEqualTo(LARGEST);
    }

    @Test
    void aCompressedAnswerIsLimitedByItsFullSize() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 100; i++) {
                zip.write(new byte[1024 * 1024]);
            }
        }
        serving((in, out) -> {
            readHead(in);
            write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size() + "\r\n\r\n");
            out.write(bomb.toByteArray());
        });

        TargetAnswer answer = connection.call(get(seconds(10)));

        assertThat(answer.truncated()).isTrue();
        assertThat(answer.body().size()).isEqualTo(LARGEST);
    }

    @Test
    void ofSeveralAddressesOnlyGoodOnesAreUsed() throws Exception {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(connection
                        .call(call("GET", "http://mixed.example:" + server.port() + "/", seconds(5)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void theNextAddressIsTriedWhenOneDoesNotConnect() throws Exception {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));

        assertThat(connection
                        .call(call("GET", "http://first-is-dead.example:" + server.port() + "/", seconds(5)))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void anUnknownNameIsSaidToBeUnknown() {
        assertThatThrownBy(() -> connection.call(call("GET", "http://none.example/", seconds(5))))
                .isInstanceOf(CallFailed.class)
                .hasMessage("host name none.example cannot be resolved");
    }

    @Test
    void aNameWithBadAddressesOnlyIsRefused() {
        assertThatThrownBy(() -> connection.call(call("GET", "http://bad.example/", seconds(5))))
                .isInstanceOfSatisfying(CallFailed.class, failure -> assertThat(failure.isRefused())
                        .isTrue())
                .hasMessage("address 10.0.0.1 is private, which switchhook.egress.allow does not list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "localhost.",
                "[::1]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::127.0.0.1]",
                "[2002:7f00:1::]",
                "0.0.0.0",
                "169.254.169.254"
            })
    void everyWayToWriteALocalAddressIsRefused(String host) {
        serving(answering("HTTP/1.1 204 No Content\r\n\r\n"));
        TargetCall call = new TargetCall(
                "GET",
                URI.create("http://" + host + ":" + server.port() + "/"),
                Map.of(),
                Optional.empty(),
                limits(seconds(5), seconds(5)),
                Way.direct(EgressPolicy.PUBLIC_ONLY));

        assertThat(catchThrowable(() -> connection.call(call)))
                .isInstanceOfAny(CallFailed.class)
                .hasMessageMatching("address .* does not list|host name [0-9a-z.]+ cannot be resolved");
        assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "//example.com/",
                "mailto:a@example.com",
                "http:///x",
                "http://user@example.com/",
                "http://user:pw@example.com/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://2130706433/",
                "http://127.1/",
                "http://0x7f.1/",
                "http://0177.0.0.1/",
                "http://0177.0.0.1./",
                "http://bot.example.1/",
                "http://0x7f000001/",
                "http://a_b@c/",
                "file:///etc/passwd",
                "https:/x"
            })
    void whatIsNoCallableUrlIsRefusedBeforeAnythingIsSent(String url) {
        assertThatThrownBy(() -> TargetAddress.of(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the URL")
                .hasMessageNotContaining("pw");
    }

    @Test
    void targetsAreToldApartBySchemeHostAndPort() {
        assertThat(TargetAddress.of(URI.create("HTTPS://Bot.Example.COM/x?y#z")))
                .hasToString("https://bot.example.com:443");
        assertThat(TargetAddress.of(URI.create("http://bot.example.com.:8080")))
                .hasToString("http://bot.example.com:8080");
        assertThat(TargetAddress.of(URI.create("http://[::1]/"))).hasToString("http://[::1]:80");
    }

    private void serving(Behaviour behaviour) {
        server = new RawServer(behaviour);
    }

    private static Behaviour answering(String text) {
        return (in, out) -> {
            readHead(in);
            write(out, text);
        };
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private void assertEndsInTime(TargetCall call, String message) {
        long start = System.nanoTime();

        assertThatThrownBy(() -> connection.call(call))
                .isInstanceOf(CallFailed.class)
                .hasMessage(message);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(seconds(10));
    }

    private String url(String scheme) {
        return scheme + "://127.0.0.1:" + server.port() + "/";
    }

    private TargetCall get(Duration whole) {
        return call("GET", url("http"), whole);
    }

    private static TargetCall call(String method, String url, Duration whole) {
        return call(method, url, Map.of(), Optional.empty(), whole);
    }

    private static TargetCall call(String method, String url, TargetCall.Limits limits) {
        return new TargetCall(method, URI.create(url), Map.of(), Optional.empty(), limits, Way.direct(LOOPBACK));
    }

    private static TargetCall call(
            String method, String url, Map<String, String> headers, Optional<Content> body, Duration whole) {
        return new TargetCall(method, URI.create(url), headers, body, limits(seconds(5), whole), Way.direct(LOOPBACK));
    }

    private static TargetCall.Limits limits(Duration connect, Duration whole) {
        return new TargetCall.Limits(connect, whole, LARGEST);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
