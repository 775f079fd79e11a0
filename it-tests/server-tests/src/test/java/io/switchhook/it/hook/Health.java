package io.switchhook.it.hook;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A server's health pages, as a load balancer reads them. */
public final class Health {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI management;

    /** @param management where the server's health is: {@code http://127.0.0.1:<port>/} */
    public Health(URI management) {
        this.management = management;
    }

    /** Status code of {@code /health/live}. */
    public int live() {
        return get("health/live").statusCode();
    }

    /** Status code of {@code /health/ready}. */
    public int ready() {
        return get("health/ready").statusCode();
    }

    /** What Switchhook says about its readiness. */
    public JsonObject hook() {
        try (JsonReader reader =
                Json.createReader(new StringReader(get("health/ready").body()))) {
            return reader.readObject().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                    .filter(check -> check.getString("name").equals("switchhook-hook"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No check named switchhook-hook"));
        }
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(management.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError("GET " + path, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
