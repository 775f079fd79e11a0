package io.switchhook.target;

import static io.switchhook.target.RawServer.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.egress.EgressPolicy;
import io.switchhook.network.Cidr;
import io.switchhook.target.RawServer.Behaviour;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a proxy on the loopback interface, which no rule for addresses allows. */
@Timeout(60)
class ProxiedCallTest {
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final TargetConnection connection = new TargetConnection(ProxiedCallTest::addresses);
    private RawServer proxy;
    private Optional<HttpProxy.Login> login = Optional.empty();
    private EgressPolicy egress = EgressPolicy.PUBLIC_ONLY;

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        return switch (host) {
            case "only-the-proxy-knows.example" -> throw new UnknownHostException(host);
            case "public.example" -> new InetAddress[] {InetAddress.getByName("8.8.8.8")};
            case "intern.example" ->
                new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
            default -> InetAddress.getAllByName(host);
        };
    }

    @BeforeEach
    void start() {
        connection.open();
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        proxy.close();
    }

    private void proxying(Behaviour behaviour) {
        proxy = new RawServer((in, out) -> {
            heads.add(head(in));
            behaviour.serve(in, out);
        });
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private TargetCall call(String url) {
        return new TargetCall(
                "GET",
                URI.create(url),
                Map.of("X-Key", "for the target alone"),
                Optional.empty(),
                new TargetCall.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000),
                new Way(egress, Optional.of(new HttpProxy("127.0.0.1", proxy.port(), login)), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"public.example", "only-the-proxy-knows.example", "8.8.8.8"})
    void requestsOfHttpAreHandedToIt(String host) throws Exception {
        login = Optional.of(new HttpProxy.Login("u", "p"));
        proxying((in, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"));

        TargetAnswer answer = connection.call(call("http://" + host + "/a"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(heads.get(0))
                .startsWith("GET http://" + host + "/a HTTP/1.1\r\n")
                .contains("Proxy-Authorization: Basic dTpw\r\n", "X-Key: for the target alone\r\n");
    }

    @Test
    void requestsOfHttpsGoThroughATunnel() throws Exception {
        login = Optional.of(new HttpProxy.Login("u", "p"));
        proxying((in, out) -> {
            write(out, "HTTP/1.1 200 Connection established\r\n\r\n");
            heads.add("first byte in the tunnel: " + in.read());
        });

        assertThatThrownBy(() -> connection.call(call("https://public.example/a")))
                .isInstanceOfAny(ConnectionFailed.class, CallFailed.class);

        assertThat(heads.get(0))
                .startsWith("CONNECT public.example:443 HTTP/1.1\r\n")
                .contains("Proxy-Authorization: Basic dTpw\r\n")
                .doesNotContain("X-Key");
        assertThat(heads.get(1)).as("a TLS handshake").endsWith(": 22");
    }

    @Test
    void theRequestInATunnelCarriesNothingForTheProxy(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory)
            throws Exception {
        login = Optional.of(new HttpProxy.Login("u", "p"));
        egress = new EgressPolicy(List.of(Cidr.parse("127.0.0.1")));
        try (TlsTarget target = TlsTarget.start(directory)) {
            proxying((in, out) -> {
                try (Socket behind = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
                    write(out, "HTTP/1.1 200 OK\r\n\r\n");
                    Thread back = new Thread(() -> {
                        try {
                            behind.getInputStream().transferTo(out);
                        } catch (IOException over) {
                            // the test looks at what came
                        }
                    });
                    back.start();
                    in.transferTo(behind.getOutputStream());
                }
            });
            TargetCall plain = call("https://127.0.0.1:" + target.port() + "/");
            TargetCall trusting = new TargetCall(
                    "GET",
                    plain.uri(),
                    plain.headers(),
                    Optional.empty(),
                    plain.limits(),
                    new Way(egress, plain.way().proxy(), Optional.of(target.client())));

            assertThat(connection.call(trusting).status()).isEqualTo(200);
            assertThat(target.requests()).singleElement().satisfies(headers -> assertThat(headers)
                    .containsKey("X-key")
                    .doesNotContainKey("Proxy-authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 403, 407, 502})
    void aTunnelThatIsRefusedIsNoAnswerOfTheTarget(int status) {
        proxying((in, out) -> write(out, "HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n"));

        assertThatThrownBy(() -> connection.call(call("https://public.example/a")))
                .isInstanceOfSatisfying(CallFailed.class, failure -> assertThat(failure.isRefused())
                        .isFalse())
                .hasMessage(
                        "proxy 127.0.0.1:" + proxy.port() + " made no connection to the target: it answered " + status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "https://127.0.0.1/", "http://intern.example/", "https://[::1]/"})
    void whatWeKnowToBeRefusedIsNotAskedFor(String url) {
        proxying((in, out) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));

        assertThatThrownBy(() -> connection.call(call(url)))
                .isInstanceOfSatisfying(CallFailed.class, failure -> assertThat(failure.isRefused())
                        .isTrue())
                .hasMessageContaining("which switchhook.egress.allow does not list");
        assertThat(heads).isEmpty();
    }

    @Test
    void aProxyThatIsDownIsNamed() throws IOException {
        proxying((in, out) -> {});
        proxy.close();

        assertThatThrownBy(() -> connection.call(call("http://public.example/")))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("proxy 127.0.0.1:" + proxy.port() + ": no connection: connection refused");
    }
}
