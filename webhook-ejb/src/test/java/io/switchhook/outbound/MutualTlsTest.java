package io.switchhook.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.switchhook.Certificates;
import io.switchhook.LogLines;
import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import io.switchhook.credential.Credentials;
import io.switchhook.target.CallFailed;
import io.switchhook.target.TargetAddress;
import io.switchhook.target.TargetCall;
import io.switchhook.target.TargetConnection;
import io.switchhook.target.Targets;
import io.switchhook.tuning.Tuning;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A target that asks for a certificate. */
@Timeout(60)
class MutualTlsTest {
    @TempDir
    private static Path stores;

    private static Path server;
    private static Path client;
    private static Path stranger;
    private static Path trustsServer;
    private static Path trustsClient;

    private final Map<String, String> keys = new HashMap<>(Map.of("switchhook.egress.allow", "127.0.0.1"));
    private final Settings settings = new Settings(key -> Optional.ofNullable(keys.get(key)));
    private final Tuning tuning = new Tuning(settings);
    private final Targets targets = new Targets(tuning::targetLimits, Clock.systemUTC());
    private final TargetConnection connection = new TargetConnection();
    private final Outbound outbound =
            new Outbound(settings, new Credentials(settings), tuning, targets, connection, Clock.systemUTC());
    private final List<String> callers = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer target;

    @BeforeAll
    static void makeStores() throws Exception {
        server = Certificates.keyStore(stores.resolve("server.p12"), "server");
        client = Certificates.keyStore(stores.resolve("client.p12"), "client");
        stranger = Certificates.keyStore(stores.resolve("stranger.p12"), "stranger");
        trustsServer = Certificates.trustStore(stores.resolve("trusts-server.p12"), server);
        trustsClient = Certificates.trustStore(stores.resolve("trusts-client.p12"), client);
    }

    @BeforeEach
    void start() throws Exception {
        connection.open();
        target = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.setHttpsConfigurator(new HttpsConfigurator(Certificates.context(server, trustsClient)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asking = getSSLContext().getDefaultSSLParameters();
                asking.setNeedClientAuth(true);
                parameters.setSSLParameters(asking);
            }
        });
        target.createContext("/", exchange -> {
            callers.add(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        target.setExecutor(threads);
        target.start();
        keys.put("switchhook.target.trust-store", trustsServer.toString());
        keys.put("switchhook.target.trust-store-password", Certificates.PASSWORD);
        credential("crm", client);
    }

    @AfterEach
    void stop() {
        connection.close();
        target.stop(0);
        threads.shutdownNow();
    }

    private void credential(String name, Path store) {
        keys.put("switchhook.credential." + name + ".key-store", store.toString());
        keys.put("switchhook.credential." + name + ".key-store-password", Certificates.PASSWORD);
    }

    private int call(String credential) throws Exception {
        URI uri = URI.create("https://127.0.0.1:" + target.getAddress().getPort() + "/");
        return connection
                .call(new TargetCall(
                        "GET",
                        uri,
                        Map.of(),
                        Optional.empty(),
                        new TargetCall.Limits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1000),
                        outbound.way(Optional.of(credential).filter(name -> !name.isEmpty()), TargetAddress.of(uri))))
                .status();
    }

    @Test
    void theCredentialsCertificateSaysWhoCalls() throws Exception {
        assertThat(call("crm")).isEqualTo(200);
        assertThat(((Authorization.Ready) outbound.authorize("crm")).carried()).isEmpty();

        assertThat(callers).containsExactly("CN=client");
    }

    @Test
    void aConnectionMadeWithACertificateIsNotUsedWithAnotherOrWithout() throws Exception {
        credential("other", stranger);
        call("crm");

        assertThatThrownBy(() -> call("other")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> call("")).isInstanceOf(Exception.class);
        call("crm");

        assertThat(callers).containsExactly("CN=client", "CN=client");
    }

    @Test
    void aTargetWithAWrongCertificateIsNotTrusted() {
        keys.put("switchhook.credential.crm.trust-store", trustsClient.toString());
        keys.put("switchhook.credential.crm.trust-store-password", Certificates.PASSWORD);

        assertThatThrownBy(() -> call("crm"))
                .isInstanceOf(CallFailed.class)
                .hasMessageStartingWith("TLS handshake failed: ");
        assertThat(callers).isEmpty();
    }

    @Test
    void aChangedFileCountsAtOnceAndABrokenOneLeavesTheLastGoodInForce(@TempDir Path directory) throws Exception {
        Path file = Files.copy(stranger, directory.resolve("keys.p12"));
        credential("crm", file);
        assertThatThrownBy(() -> call("crm")).isInstanceOf(Exception.class);

        Files.copy(client, file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(call("crm")).isEqualTo(200);

        try (LogLines log = new LogLines(TlsFiles.class)) {
            Files.writeString(file, "half a file");
            assertThat(call("crm")).isEqualTo(200);
            assertThat(call("crm")).isEqualTo(200);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("SWH3005", "switchhook.credential.crm.key-store");
        }
    }

    @Test
    void whatCannotBeUsedIsNamedWithoutItsPassword(@TempDir Path directory) throws Exception {
        keys.put("switchhook.credential.crm.key-store-password", "hunter2");
        assertInvalid("no PKCS12 store, or not one of its password");
        credential("crm", directory.resolve("none.p12"));
        assertInvalid("cannot be read");
        credential("crm", trustsServer);
        assertInvalid("without a private key");
        credential("crm", client);
        keys.put("switchhook.credential.crm.key-store-type", "hunter2");
        assertInvalid("key-store-type: found something else, allowed is PKCS12 or JKS");
    }

    private void assertInvalid(String message) {
        assertThatThrownBy(() -> call("crm"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("switchhook.credential.crm.key-store")
                .hasMessageContaining(message)
                .hasMessageNotContaining("hunter2");
    }
}
