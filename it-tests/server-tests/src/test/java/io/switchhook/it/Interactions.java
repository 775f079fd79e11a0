package io.switchhook.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A sender of interactions as Genesys Multicloud CX is one: signed, one event a request.
 *
 * @param hook where they go
 * @param secret what they are signed with
 */
record Interactions(URI hook, String secret) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * Sends one event, made unique by its operation id.
     *
     * @param change {@code STARTED}, {@code FINISHED}, or anything else
     * @return whether it was accepted; false too where nobody answered
     */
    boolean send(String interaction, String change) {
        String body = """
                {"operationId":"%s","data":{"entities":[{"event":"%s","entity":{"id":"%s","mediaType":"chat"}}]}}""".formatted(UUID.randomUUID(), change, interaction);
        HttpRequest request = HttpRequest.newBuilder(hook)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature", "sha1=" + signature(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA1", e);
        }
    }
}
