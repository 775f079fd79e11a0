package io.switchhook.it.delivery;

import static io.switchhook.it.http.RawTarget.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.http.Answer;
import io.switchhook.it.http.Certificates;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.MutualTlsTarget;
import io.switchhook.it.http.RawTarget;
import io.switchhook.it.http.ReceivedRequest;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that ask who calls, that are behind a proxy, or that answer what nobody should read to its end. */
class HttpRequestIT {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private static final HttpTarget login = HttpTarget.start();
    private static final HttpTarget deadLogin = HttpTarget.start().alwaysAnswer(request -> Answer.status(500));
    private static final HttpTarget told = HttpTarget.start();
    private static final HttpTarget proxy = HttpTarget.start();
    private static final RawTarget garbage =
            RawTarget.start(out -> out.write(bytes("HTTP/1.1 two hundred\r\n\r\n<html>")));
    private static final RawTarget half =
            RawTarget.start(out -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id\": ")));
    private static final RawTarget large = RawTarget.start(out -> {
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: " + TEN_MEGABYTES + "\r\n\r\n\""));
        out.write(new byte[TEN_MEGABYTES - 1]);
    });
    private static final RawTarget endless = RawTarget.start(out -> {
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"));
        while (true) {
            out.write(bytes("0123456789abcdef".repeat(4096)));
        }
    });
    private static final RawTarget dripping = RawTarget.start(out -> {
        out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
        while (true) {
            out.write('x');
            out.flush();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    });
    private static MutualTlsTarget secured;
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path server = Certificates.keyStore(directory.resolve("server.p12"), "target");
        Path client = Certificates.keyStore(directory.resolve("client.p12"), "switchhook");
        Path trust = Certificates.trustStore(directory.resolve("trust.p12"), server);
        // As after a restart of the login's server: the first token is no good any more.
        secured = MutualTlsTarget.start(
                Certificates.context(server, Certificates.trustStore(directory.resolve("clients.p12"), client)),
                call -> call.authorization().equals("Bearer token-1") ? null : "{\"id\": \"T-1\"}");
        login.alwaysAnswer(request -> Answer.json("{\"access_token\": \"token-"
                + login.requests().stream()
                        .filter(one -> one.path().equals(request.path()))
                        .count()
                + "\", \"token_type\": \"Bearer\", \"expires_in\": 3600}"));
        scene = new DeliveryScene(
                        "http-request",
                        directory,
                        "switchhook.target.breaker.failures",
                        "1000",
                        "switchhook.target.connect-timeout",
                        "PT1M", // the first handshake of a server that has other things to do
                        "switchhook.target.timeout",
                        "PT2M",
                        "switchhook.target.proxy",
                        "127.0.0.1:" + proxy.port(),
                        "switchhook.target.no-proxy",
                        "127.0.0.0/8",
                        "switchhook.retry.delay",
                        "PT0.1S",
                        "switchhook.credential.crm.type",
                        "oauth2",
                        "switchhook.credential.crm.token-url",
                        login.uri("/token").toString(),
                        "switchhook.credential.crm.client-id",
                        "switchhook",
                        "switchhook.credential.crm.client-secret",
                        "client-s3cret",
                        "switchhook.credential.crm.key-store",
                        client.toString(),
                        "switchhook.credential.crm.key-store-password",
                        Certificates.PASSWORD,
                        "switchhook.credential.crm.trust-store",
                        trust.toString(),
                        "switchhook.credential.crm.trust-store-password",
                        Certificates.PASSWORD,
                        "switchhook.credential.custom.clientSecret",
                        "custom-s3cret",
                        "switchhook.credential.nobody.trust-store",
                        trust.toString(),
                        "switchhook.credential.nobody.trust-store-password",
                        Certificates.PASSWORD,
                        "switchhook.credential.nobody.type",
                        "bearer",
                        "switchhook.credential.nobody.token",
                        "token-2",
                        "switchhook.credential.down.type",
                        "oauth2",
                        "switchhook.credential.down.token-url",
                        deadLogin.uri("/token").toString(),
                        "switchhook.credential.down.client-id",
                        "switchhook",
                        "switchhook.credential.down.client-secret",
                        "client-s3cret")
                .define(
                        "secured",
                        securedStep("crm") + """
                          - name: tell
                            httpRequest:
                              url: %s
                              form: { ticket: '{{ ticket }}', code: '{{ code }}', where: '{{ where }}', all: '{{ open.httpStatusCode }}' }
                        """.formatted(told.uri("/told")).indent(0))
                .define("untrusted", step(secured.uri(), "retry: { attempts: 1 }"))
                .define("uncertified", securedStep("nobody"))
                .define(
                        "loginless",
                        step(told.uri("/never"), "authorization: { credential: down }", "retry: { attempts: 2 }"))
                .define("proxied", step(URI.create("http://behind.invalid/call")))
                .define("garbage", step(garbage.uri(), "retry: { attempts: 1 }"))
                .define("half", step(half.uri(), "retry: { attempts: 1 }"))
                .define("large", step(large.uri(), "output: { id: $.id }"))
                .define(
                        "endless",
                        step(endless.uri(), "maxResponse: 16", "output: { text: { from: text } }")
                                + """
                          - name: tell
                            httpRequest: { url: '%s', body: '{{ text }}', contentType: text/plain }
                        """.formatted(told.uri("/cut")))
                .define("dripping", step(dripping.uri(), "timeout: PT1S", "retry: { attempts: 1 }"))
                .write("login.json", LOGIN.formatted(login.uri("/custom")))
                .write("asking.json", ASKING.formatted(told.uri("/asked")))
                .define("asking", "  - name: ask\n    dataAction: { id: asking }\n")
                .start();
    }

    private static final String LOGIN = """
            {"kind": "data-action", "id": "login",
             "contract": {"input": {"inputSchema": {"type": "object"}}, "output": {"successSchema": {"type": "object"}}},
             "config": {"request": {"requestType": "POST", "requestUrlTemplate": "%s", "headers": {"Content-Type": "text/plain"},
              "requestTemplate": "secret=${credentials.clientSecret}"}, "response": {}}}
            """;
    private static final String ASKING = """
            {"kind": "data-action", "id": "asking", "credential": "custom", "authAction": "login",
             "contract": {"input": {"inputSchema": {"type": "object"}}, "output": {"successSchema": {"type": "object"}}},
             "config": {"request": {"requestType": "GET", "requestUrlTemplate": "%s",
              "headers": {"Authorization": "${authResponse.token_type} ${authResponse.access_token}"}}, "response": {}}}
            """;

    private static String securedStep(String credential) {
        return step(
                        secured.uri(),
                        "authorization: { credential: " + credential + " }",
                        "success: [201]",
                        "retry: { attempts: 1 }",
                        "output: { ticket: $.id, code: { from: status }, where: { header: Location }, open: { from: answer } }")
                .replace("name: call", "name: open");
    }

    private static String step(URI uri, String... more) {
        StringBuilder step = new StringBuilder("  - name: call\n    httpRequest:\n      url: " + uri + "\n");
        for (String member : more) {
            step.append("      ").append(member).append('\n');
        }
        return step.toString();
    }

    @AfterAll
    static void stop() {
        scene.close();
        List.of(login, deadLogin, told, proxy).forEach(HttpTarget::close);
        List.of(garbage, half, large, endless, dripping).forEach(RawTarget::close);
        secured.close();
    }

    @Test
    void saysWhoCallsByCertificateAndByATokenThatIsFetchedAnewWhenItIsRefused() throws Exception {
        JsonObject run = scene.ended(scene.send("secured", "s-1"));

        assertThat(run.getString("status")).as("%s", run).isEqualTo("succeeded");
        assertThat(secured.calls())
                .filteredOn(call -> !call.authorization().equals("null"))
                .containsExactly(
                        new MutualTlsTarget.Call("CN=switchhook", "Bearer token-1"),
                        new MutualTlsTarget.Call("CN=switchhook", "Bearer token-2"));
        assertThat(run.getJsonArray("attempts")).as("one attempt a step").hasSize(2);
        assertThat(requests(told, "/told").get(0).body()).isEqualTo("ticket=T-1&code=201&where=%2Ftickets%2F1&all=201");

        scene.ended(scene.send("secured", "s-2"));

        assertThat(requests(login, "/token")).as("the second token is kept").hasSize(2);
        assertThat(requests(login, "/token").get(0).body()).isEqualTo("grant_type=client_credentials");
        assertThat(scene.server.log()).doesNotContain("client-s3cret", "token-1", "token-2");
    }

    @Test
    void aTargetOrACallerThatCannotProveItselfIsNotTrusted() throws Exception {
        JsonObject untrusted = scene.deadLetter(scene.send("untrusted", "u-1"));
        JsonObject uncertified = scene.deadLetter(scene.send("uncertified", "u-2"));

        assertThat(untrusted.getString("reason")).contains(": TLS handshake failed: ");
        assertThat(uncertified.getString("reason")).containsPattern("TLS|closed|broken off");
        assertThat(secured.calls()).extracting(MutualTlsTarget.Call::principal).doesNotContain("null");
    }

    @Test
    void aLoginThatFailsIsTriedAgainAndTheTargetNotCalled() throws Exception {
        JsonObject letter = scene.deadLetter(scene.send("loginless", "l-1"));

        assertThat(letter.getInt("attempts")).isEqualTo(2);
        assertThat(letter.getString("reason"))
                .contains("token of credential down, POST " + deadLogin.uri("/token") + ": status 500")
                .doesNotContain("s3cret");
        assertThat(requests(told, "/never")).isEmpty();
    }

    @Test
    void whatIsNotCalledDirectlyGoesThroughTheProxy() throws Exception {
        assertThat(scene.ended(scene.send("proxied", "p-1")).getString("status"))
                .isEqualTo("succeeded");

        assertThat(proxy.requests()).extracting(ReceivedRequest::path).containsExactly("http://behind.invalid/call");
    }

    @Test
    void answersThatAreNoneAreFailuresThatSayWhy() throws Exception {
        assertThat(reason("garbage"))
                .containsPattern(": the (answer is not valid HTTP|connection was closed before an answer came);")
                .doesNotContain("hundred", "html");
        assertThat(reason("half")).contains(": the answer was broken off;");
        assertThat(reason("dripping")).contains(": no complete answer within PT1S;");
    }

    @Test
    void answersThatAreTooLargeAreNotReadToTheirEnd() throws Exception {
        JsonObject letter = scene.deadLetter(scene.send("large", "l-1"));
        assertThat(letter.getString("reason"))
                .contains("larger than the 1048576 bytes of switchhook.target.max-response");
        assertThat(letter.getInt("attempts")).isEqualTo(1);

        JsonObject run = scene.ended(scene.send("endless", "e-1"));
        assertThat(run.getString("status")).isEqualTo("succeeded");
        assertThat(requests(told, "/cut").get(0).body()).isEqualTo("0123456789abcdef");
        assertThat(run.toString()).contains("its body cut at 16 bytes");
    }

    @Test
    void aDataActionLogsInByAnotherOneOnce() throws Exception {
        assertThat(scene.ended(scene.send("asking", "a-1")).getString("status")).isEqualTo("succeeded");
        assertThat(scene.ended(scene.send("asking", "a-2")).getString("status")).isEqualTo("succeeded");

        assertThat(requests(login, "/custom"))
                .singleElement()
                .extracting(ReceivedRequest::body)
                .isEqualTo("secret=custom-s3cret");
        assertThat(requests(told, "/asked"))
                .extracting(request -> request.header("Authorization").orElseThrow())
                .containsExactly("Bearer token-1", "Bearer token-1");
    }

    private static String reason(String topic) throws Exception {
        return scene.deadLetter(scene.send(topic, topic + "-1")).getString("reason");
    }

    private static List<ReceivedRequest> requests(HttpTarget target, String path) {
        return target.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }
}
