package io.switchhook.it.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifications and limits that depend on what a server hands on: address, query, headers, the body's bytes, the client. */
class VerificationIT {
    private static final String SECRET = "a-secret-that-no-log-may-show";
    private static final String WHSEC = "whsec_" + Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
    private static final String BODY = Sender.started("verified", "an-interaction");

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = TestServers.withSwitchhook("verified")
                .property("switchhook.public-url", "https://hooks.example.com/switchhook")
                .property("switchhook.trusted-proxies", "127.0.0.1,::1")
                .source("standard", WHSEC)
                .property("switchhook.source.standard.verification", "standard-webhooks")
                .source("address", SECRET)
                .property("switchhook.source.address.verification", "hmac")
                .property("switchhook.source.address.verification.header", "X-Sig")
                .property("switchhook.source.address.verification.content", "{url}|{body}")
                .source("zoom", SECRET)
                .property("switchhook.source.zoom.verification", "hmac")
                .property("switchhook.source.zoom.verification.header", "x-zm-signature")
                .property("switchhook.source.zoom.verification.prefix", "v0=")
                .property("switchhook.source.zoom.verification.content", "v0:{timestamp}:{body}")
                .property("switchhook.source.zoom.verification.timestamp-header", "x-zm-request-timestamp")
                .property("switchhook.source.zoom.verification.url-validation", "zoom")
                .source("query", SECRET)
                .property("switchhook.source.query.verification", "token")
                .property("switchhook.source.query.verification.parameter", "key")
                .source("basic", "bob:" + SECRET)
                .property("switchhook.source.basic.verification", "basic")
                .source("packed", SECRET)
                .property("switchhook.source.packed.content-types", "application/json")
                .property("switchhook.sources", "standard,address,zoom,query,basic,packed,rare,walled")
                .property("switchhook.source.rare.adapter", "interactions")
                .property("switchhook.source.rare.verification", "none")
                .property("switchhook.source.rare.rate", "0.01")
                .property("switchhook.source.rare.burst", "2")
                .property("switchhook.source.walled.adapter", "interactions")
                .property("switchhook.source.walled.verification", "none")
                .property("switchhook.source.walled.allow-from", "192.0.2.0/24,2001:db8::/32")
                .create()
                .start();
    }

    @AfterAll
    static void stop() {
        try {
            assertThat(server.log()).doesNotContain(SECRET, WHSEC);
            assertThat(server.errors()).isEmpty();
        } finally {
            server.close();
        }
    }

    @Test
    void acceptsStandardWebhooks() throws IOException {
        String now = Long.toString(Instant.now().getEpochSecond());
        String signature = Base64.getEncoder().encodeToString(hmac("msg_1." + now + "." + BODY));

        RawRequest request = post("standard").header("Webhook-Id: msg_1").header("webhook-signature: v1," + signature);

        assertThat(status(request.header("webhook-timestamp: " + now))).isEqualTo(200);
        assertThat(status(request.header("webhook-timestamp: 1614265330"))).isEqualTo(401);
    }

    @Test
    void knowsItsAddressAndTheQueryAsItWasSent() throws IOException {
        String query = "?b=%2F&a=%20+x&a";
        String signature = HexFormat.of()
                .formatHex(hmac("https://hooks.example.com/switchhook/hooks/address" + query + "|" + BODY));

        assertThat(status(post("address" + query).header("X-Sig: " + signature)))
                .isEqualTo(200);
        assertThat(status(post("address").header("X-Sig: " + signature))).isEqualTo(401);
    }

    @Test
    void answersZoomOnlyWhatZoomHasSigned() throws IOException {
        String now = Long.toString(Instant.now().getEpochSecond());
        String body =
                "{\"payload\":{\"plainToken\":\"qgg8vlvZ\"},\"event_ts\":1,\"event\":\"endpoint.url_validation\"}";
        String signature = HexFormat.of().formatHex(hmac("v0:" + now + ":" + body));
        RawRequest request = RawRequest.of("POST", "/switchhook/hooks/zoom")
                .header("x-zm-request-timestamp: " + now)
                .body(body);

        RawAnswer answer = request.header("x-zm-signature: v0=" + signature).send(server.http());
        RawAnswer forged =
                request.header("x-zm-signature: v0=" + "00".repeat(32)).send(server.http());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getString("encryptedToken"))
                .isEqualTo(HexFormat.of().formatHex(hmac("qgg8vlvZ")));
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.body()).doesNotContain("qgg8vlvZ");
    }

    @Test
    void readsATokenInTheQueryAndCredentialsMeantForTheSource() throws IOException {
        String right = Base64.getEncoder().encodeToString(("bob:" + SECRET).getBytes(UTF_8));

        assertThat(status(post("query?key=" + SECRET))).isEqualTo(200);
        assertThat(status(post("query?key=guess"))).isEqualTo(401);
        assertThat(status(post("basic").header("Authorization: Basic " + right)))
                .isEqualTo(200);
        RawAnswer refused =
                post("basic").header("Authorization: Basic Ym9iOg==").send(server.http());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().get("www-authenticate")).startsWith("Basic realm=");
    }

    @Test
    void verifiesAPackedBodyAsItWasSentAndReadsItUnpacked() throws IOException {
        byte[] packed = gzip(BODY);
        RawRequest request = RawRequest.of("POST", "/switchhook/hooks/packed")
                .header("Content-Encoding: gzip")
                .header("X-Hub-Signature: " + Sender.signature(packed, SECRET))
                .body(packed);

        RawAnswer taken =
                request.header("Content-Type: application/json; charset=utf-8").send(server.http());

        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
        assertThat(taken.json().getJsonObject("data").getJsonArray("ids")).hasSize(1);
        assertThat(status(request.header("Content-Type: text/xml"))).isEqualTo(415);
    }

    @Test
    void saysWhenToComeAgainToWhoeverComesTooOften() throws IOException {
        assertThat(status(post("rare"))).isEqualTo(200);
        assertThat(status(post("rare"))).isEqualTo(200);
        RawAnswer answer = post("rare").send(server.http());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isBetween(1, 100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X-Other: x | 403",
                "X-Forwarded-For: 192.0.2.7 | 200",
                "X-Forwarded-For: 192.0.2.7, 198.51.100.1 | 403",
                "X-Forwarded-For: 198.51.100.1, 2001:db8::1, 127.0.0.1 | 200",
                "Forwarded: for=\"[2001:db8::1]:4711\";proto=https | 200",
                "Forwarded: for=198.51.100.1 | 403",
                "X-Forwarded-For: unknown | 403"
            })
    void seesTheClientBehindAProxy(String header, int status) throws IOException {
        assertThat(status(post("walled").header(header))).isEqualTo(status);
    }

    @Test
    void permitsASenderOfCloudEventsToSend() throws IOException {
        RawAnswer answer = RawRequest.of("OPTIONS", "/switchhook/hooks/rare")
                .header("WebHook-Request-Origin: eventemitter.example.com")
                .header("WebHook-Request-Rate: 120")
                .send(server.http());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("webhook-allowed-origin", "eventemitter.example.com")
                .containsEntry("webhook-allowed-rate", "1");
    }

    private static RawRequest post(String path) {
        return RawRequest.of("POST", "/switchhook/hooks/" + path).body(BODY);
    }

    private static int status(RawRequest request) throws IOException {
        return request.send(server.http()).status();
    }

    private static byte[] hmac(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }
}
