package io.switchhook.it.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends Interactions Webhook requests to one source, signed with its secret. Thread-safe. */
public final class Sender {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI hook;
    private final String secret;

    /** @param server where the server's applications are: {@code http://127.0.0.1:<port>/} */
    public Sender(URI server, String source, String secret) {
        this.hook = server.resolve("/switchhook/hooks/" + source);
        this.secret = secret;
    }

    /** The body that says that an interaction has started; operation and interaction make the event's identity. */
    public static String started(String operation, String interaction) {
        return body(operation, "STARTED", interaction);
    }

    /** The body that tells one event. */
    public static String body(String operation, String event, String interaction) {
        return """
                {"operationId":"%s","data":{"entities":[{"event":"%s","entity":{"id":"%s","mediaType":"chat"}}]}}""".formatted(operation, event, interaction);
    }

    /** Sends once. */
    public HttpResponse<String> send(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hook)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature", signature(body.getBytes(UTF_8), secret))
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** Sends until the answer is 200, as the senders do, however often the server dies meanwhile; for at most ten minutes. */
    public void sendUntilAccepted(String body) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (!accepted(body)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not accepted within ten minutes: " + body);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Sends once; false too where nobody answers. */
    public boolean accepted(String body) {
        try {
            return send(body).statusCode() == 200;
        } catch (IOException serverIsDown) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The header {@code X-Hub-Signature} of a body. */
    public static String signature(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA1"));
            return "sha1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new UncheckedIOException(new IOException(everyJdkHasIt));
        }
    }
}
