package io.switchhook.target;

import static io.switchhook.target.RawServer.readHead;
import static io.switchhook.target.RawServer.write;

import io.switchhook.egress.EgressPolicy;
import io.switchhook.network.Cidr;
import io.switchhook.target.RawServer.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A server that does to its connections whatever it is told, and names that lead to addresses good and bad. */
@Timeout(60)
abstract class TargetConnectionFixture {
    static final EgressPolicy LOOPBACK = new EgressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
    static final int LARGEST = 64 * 1024;

    final CountDownLatch never = new CountDownLatch(1);
    final TargetConnection connection = new TargetConnection(this::addresses);
    RawServer server;

    InetAddress[] addresses(String host) throws UnknownHostException {
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

    static InetAddress[] of(String... literals) throws UnknownHostException {
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

    void serving(Behaviour behaviour) {
        server = new RawServer(behaviour);
    }

    static Behaviour answering(String text) {
        return (in, out) -> {
            readHead(in);
            write(out, text);
        };
    }

    static String head(InputStream in) throws IOException {
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

    String url(String scheme) {
        return scheme + "://127.0.0.1:" + server.port() + "/";
    }

    TargetCall get(Duration whole) {
        return call("GET", url("http"), whole);
    }

    static TargetCall call(String method, String url, Duration whole) {
        return call(method, url, Map.of(), Optional.empty(), whole);
    }

    static TargetCall call(String method, String url, TargetCall.Limits limits) {
        return new TargetCall(method, URI.create(url), Map.of(), Optional.empty(), limits, Way.direct(LOOPBACK));
    }

    static TargetCall call(
            String method, String url, Map<String, String> headers, Optional<Content> body, Duration whole) {
        return new TargetCall(method, URI.create(url), headers, body, limits(seconds(5), whole), Way.direct(LOOPBACK));
    }

    static TargetCall.Limits limits(Duration connect, Duration whole) {
        return new TargetCall.Limits(connect, whole, LARGEST);
    }

    static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
