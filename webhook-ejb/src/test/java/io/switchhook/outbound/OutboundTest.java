package io.switchhook.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credential;
import io.switchhook.credential.Credentials;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.tuning.Tuning;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** OAuth 2 client credentials against a token endpoint. */
@Timeout(60)
class OutboundTest {
    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");

    private record Received(String authorization, String type, String body) {}

    private final Map<String, String> keys = new HashMap<>(Map.of("switchhook.egress.allow", "127.0.0.1"));
    private final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    private final Tuning tuning = new Tuning(settings);
    private volatile Instant now = NOW;
    private final Clock clock = new Moving();
    private final Targets targets = new Targets(tuning::targetLimits, clock);
    private final TargetConnection connection = new TargetConnection();
    private final Outbound outbound =
            new Outbound(settings, new Credentials(settings), tuning, targets, connection, clock);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CountDownLatch mayAnswer = new CountDownLatch(0);
    private volatile int status = 200;
    private volatile String answer = "";
    private HttpServer server;

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("instants only");
        }
    }

    @BeforeEach
    void start() throws IOException {
        connection.open();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
        set("type", "oauth2", "token-url", url(), "client-id", "cl:ient", "client-secret", "s3c r/et");
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        connection.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token?tenant=hidden";
    }

    private void set(String... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            keys.put("switchhook.credential.crm." + pairs[i], pairs[i + 1]);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestHeaders().getFirst("Authorization"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try {
            mayAnswer.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        String text = answer.isEmpty()
                ? "{\"access_token\":\"t" + received.size() + "\",\"token_type\":\"bearer\",\"expires_in\":60}"
                : answer;
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token() {
        return ((Authorization.Ready) outbound.authorize("crm"))
                .carried()
                .map(Credential::headerValue)
                .orElseThrow();
    }

    private Authorization.Failed failed() {
        return (Authorization.Failed) outbound.authorize("crm");
    }

    @Test
    void asksWithBasicAuthenticationAndKeepsTheTokenUntilShortlyBeforeItExpires() {
        set("scope", "read write", "audience", "https://api.example.com", "parameters", "resource=a&b, x=1=2");

        assertThat(token()).isEqualTo("Bearer t1");
        now = NOW.plusSeconds(53);
        assertThat(token()).isEqualTo("Bearer t1");
        now = NOW.plusSeconds(54);
        assertThat(token()).isEqualTo("Bearer t2");

        assertThat(received).hasSize(2);
        // "cl%3Aient:s3c+r%2Fet"
        assertThat(received.get(0).authorization()).isEqualTo("Basic Y2wlM0FpZW50OnMzYytyJTJGZXQ=");
        assertThat(received.get(0).type()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(received.get(0).body())
                .isEqualTo("grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Fapi.example.com"
                        + "&resource=a%26b&x=1%3D2");
    }

    @Test
    void asksInTheFormWhereToldTo() {
        set("client-authentication", "post");

        token();

        assertThat(received.get(0).authorization()).isNull();
        assertThat(received.get(0).body())
                .isEqualTo("grant_type=client_credentials&client_id=cl%3Aient&client_secret=s3c+r%2Fet");
    }

    @Test
    void aChangedSettingNeedsAnotherToken() {
        token();
        set("scope", "more");

        assertThat(token()).isEqualTo("Bearer t2");
    }

    @Test
    void ofManyWhoNeedItAtTheSameTimeOneFetches() throws Exception {
        keys.put("switchhook.target.concurrency", "20");
        mayAnswer = new CountDownLatch(1);
        List<Future<String>> callers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            callers.add(threads.submit(this::token));
        }
        while (targets.states().stream().mapToInt(state -> state.active()).sum() < 5) {
            Thread.onSpinWait();
        }
        mayAnswer.countDown();

        for (Future<String> caller : callers) {
            assertThat(caller.get()).isEqualTo("Bearer t1");
        }
        assertThat(received).hasSize(1);
    }

    @Test
    void moreThanTheTokenEndpointMayHaveCallsDoNotWaitInAThread() throws Exception {
        keys.put("switchhook.target.concurrency", "1");
        mayAnswer = new CountDownLatch(1);
        Future<String> first = threads.submit(this::token);
        while (received.isEmpty()) {
            Thread.onSpinWait();
        }

        assertThat(outbound.authorize("crm"))
                .isEqualTo(new Authorization.Full(
                        "http://127.0.0.1:" + server.getAddress().getPort()));

        mayAnswer.countDown();
        assertThat(first.get()).isEqualTo("Bearer t1");
        assertThat(token()).isEqualTo("Bearer t1");
    }

    @Test
    void aRefusedTokenIsFetchedAnewOnceForAllWhoHadIt() {
        Grant refused =
                ((Authorization.Ready) outbound.authorize("crm")).grant().orElseThrow();

        outbound.renew("crm", refused);
        Authorization.Ready second = (Authorization.Ready) outbound.renew("crm", refused);

        assertThat(second.carried()).contains(new Credential.Bearer("t2"));
        assertThat(received).hasSize(2);
    }

    @Test
    void failuresAreRetryableAndTellNothingSecret() {
        answer = "{\"error\":\"invalid_client\",\"error_description\":\"s3c r/et\"}";
        status = 401;
        assertThat(failed().reason())
                .isEqualTo("token of credential crm, POST http://127.0.0.1:"
                        + server.getAddress().getPort()
                        + "/token: status 401 (invalid_client)");
        assertThat(failed().retryable()).isTrue();
        status = 200;
        answer = "s3c r/et";
        assertThat(failed().reason()).endsWith("/token: its answer is no JSON object");
        server.stop(0);
        assertThat(failed().reason()).contains("/token: ").doesNotContain("hidden", "s3c");
        assertThat(failed().retryable()).isTrue();
    }

    @Test
    void aDeadTokenEndpointIsLeftAlone() {
        keys.put("switchhook.target.breaker.failures", "2");
        status = 503;
        answer = "{}";
        assertThat(failed().retryable()).isTrue();
        failed();

        assertThat(outbound.authorize("crm"))
                .isInstanceOfSatisfying(Authorization.Resting.class, resting -> assertThat(resting.due())
                        .isEqualTo(NOW.plus(Duration.ofSeconds(30))));
        assertThat(received).hasSize(2);
    }

    @Test
    void theRulesForAddressesHoldForTokenEndpointsToo() {
        keys.remove("switchhook.egress.allow");

        assertThat(failed().retryable()).isFalse();
        assertThat(failed().reason()).contains("127.0.0.1 is loopback");
    }

    @Test
    void wrongSettingsNameTheirKeyAndNoValue() {
        for (String[] wrong : new String[][] {
            {"token-url", "ftp://s3cret/"},
            {"token-url", "https://user:s3cret@h/"},
            {"token-url", "https://s3cret h/"},
            {"client-authentication", "s3cret"},
            {"parameters", "s3cret"},
            {"parameters", "client_secret=s3cret"}
        }) {
            set("token-url", url(), "client-authentication", "basic", "parameters", "");
            set(wrong);
            assertThatThrownBy(() -> outbound.authorize("crm"))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageContaining("switchhook.credential.crm." + wrong[0])
                    .hasMessageNotContaining("s3cret");
        }
    }
}
