package io.switchhook.it.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.switchhook.it.server.ServerSetup;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A source to be fuzzed: every adapter behind one verification, and every verification before one adapter.
 *
 * @param name of the source
 * @param settings after {@code switchhook.source.<name>.}
 * @param samples good bodies
 * @param proof headers that prove a body, and under {@code ?} a query that does
 */
record FuzzedSource(
        String name, Map<String, String> settings, List<String> samples, Function<byte[], Map<String, String>> proof) {
    static final String SECRET = "fuzzed-secret-that-nothing-may-show";
    private static final String JSON_SAMPLE = "{\"a\":{\"b\":[1,2.5,\"c\",null,true]},\"token\":\"" + SECRET + "\"}";

    static List<FuzzedSource> all() {
        List<FuzzedSource> sources = new ArrayList<>();
        adapters()
                .forEach((adapter, samples) -> sources.add(new FuzzedSource(
                        "adapter-" + adapter,
                        settings("adapter", adapter, "verification", "hub-sha1", "secrets", SECRET),
                        samples,
                        body -> Map.of("X-Hub-Signature", Sender.signature(body, SECRET)))));
        sources.addAll(verifications());
        return sources;
    }

    void configure(ServerSetup setup) {
        settings.forEach((key, value) -> setup.property("switchhook.source." + name + "." + key, value));
    }

    private static Map<String, List<String>> adapters() {
        return Map.of(
                "interactions",
                List.of(Sender.started("fuzz", "chat-1"), "{\"data\":{\"entities\":[]}}"),
                "genesys-cloud",
                List.of(
                        "{\"id\":\"e-1\",\"detail-type\":\"v2.detail.events.conversation.{id}.acw\",\"detail\":{\"eventBody\":"
                                + "{\"conversationId\":\"c-1\"}}}",
                        "{\"conversationId\":\"c-1\",\"topicName\":\"v2.detail.events.conversation.c-1.acw\"}",
                        "{\"userId\":\"u\",\"topic\":\"t\",\"disconnectType\":\"d\"}"),
                "agent-events",
                List.of(
                        "{\"Id\":\"a-1\",\"Category\":1,\"Code\":1,\"AdditionalFields\":{\"SessionId\":\"S-1\"}}",
                        "[{\"Id\":\"a-2\",\"Category\":\"1\",\"Code\":\"16\",\"Username\":\"u\"}]"),
                "web-engagement",
                List.of("[{\"eventType\":\"SYSTEM\",\"eventName\":\"SignIn\",\"eventID\":\"E\",\"visitID\":\"V-1\"}]"),
                "webex-webhooks",
                List.of(
                        "{\"id\":\"w-1\",\"type\":\"task:ended\",\"createdTime\":1700000000000,\"data\":{\"taskId\":\"t-1\"}}"),
                "webex-flow",
                List.of("{\"InteractionId\":\"f-1\",\"Caller\":\"+4912345\"}"),
                "cloudevents",
                List.of(
                        "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"subject\":\"o-1\",\"data\":7}]",
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"data_base64\":\"AAEC\",\"time\":"
                                + "\"2026-03-02T12:00:00Z\"}"),
                "json",
                List.of(
                        JSON_SAMPLE,
                        "a=1&b=%C3%A9+%26&a=2",
                        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n",
                        "h\u00e9llo"));
    }

    private static List<FuzzedSource> verifications() {
        return List.of(
                json(
                        "hub-sha256",
                        body -> Map.of("X-Hub-Signature-256", "sha256=" + hex(hmac(body))),
                        "secrets",
                        SECRET),
                json(
                        "standard-webhooks",
                        body -> {
                            String now = now();
                            byte[] signed = hmac(("msg_1." + now + ".").getBytes(UTF_8), body);
                            return Map.of(
                                    "webhook-id",
                                    "msg_1",
                                    "webhook-timestamp",
                                    now,
                                    "webhook-signature",
                                    "v1," + base64(signed));
                        },
                        "secrets",
                        "whsec_" + base64(SECRET.getBytes(UTF_8))),
                json("webex-cc", body -> Map.of("X-WebexCC-Signature", hex(hmac(body))), "secrets", SECRET),
                json(
                        "hmac",
                        body -> {
                            String now = now();
                            byte[] signed = hmac(("v0:" + now + ":").getBytes(UTF_8), body);
                            return Map.of("X-Sig", "t=" + now + ",v0=" + hex(signed));
                        },
                        "verification.header",
                        "X-Sig",
                        "verification.content",
                        "v0:{timestamp}:{body}",
                        "verification.signature-key",
                        "v0",
                        "verification.timestamp-key",
                        "t",
                        "secrets",
                        SECRET),
                json(
                        "basic",
                        body -> Map.of("Authorization", "Basic " + base64(("bob:" + SECRET).getBytes(UTF_8))),
                        "secrets",
                        "bob:" + SECRET),
                json("bearer", body -> Map.of("Authorization", "Bearer " + SECRET), "secrets", SECRET),
                token("header", "X-Proof", body -> Map.of("X-Proof", SECRET)),
                token("parameter", "key", body -> Map.of("?", "key=" + SECRET)),
                token("member", "$.token", body -> Map.of()),
                json("none", body -> Map.of()));
    }

    private static FuzzedSource token(String place, String where, Function<byte[], Map<String, String>> proof) {
        Map<String, String> settings =
                settings("adapter", "json", "verification", "token", "verification." + place, where, "secrets", SECRET);
        return new FuzzedSource("token-" + place, settings, List.of(JSON_SAMPLE), proof);
    }

    private static FuzzedSource json(
            String verification, Function<byte[], Map<String, String>> proof, String... settings) {
        Map<String, String> all = settings(settings);
        all.putAll(Map.of("adapter", "json", "verification", verification));
        return new FuzzedSource("verified-" + verification, all, List.of(JSON_SAMPLE), proof);
    }

    private static Map<String, String> settings(String... pairs) {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            settings.put(pairs[i], pairs[i + 1]);
        }
        return settings;
    }

    private static String now() {
        return Long.toString(Instant.now().getEpochSecond());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hmac(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
