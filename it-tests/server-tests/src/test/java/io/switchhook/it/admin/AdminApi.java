package io.switchhook.it.admin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reads a server's admin API as user {@code admin}. */
public final class AdminApi {
    /** Password to start a test's server with: {@code switchhook.admin.password}. */
    public static final String PASSWORD = "an admin's password";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI api;

    /** @param server where the server's applications are: {@code http://127.0.0.1:<port>/} */
    public AdminApi(URI server) {
        this.api = server.resolve("/switchhook/api/");
    }

    /** All items of a list, page after page. */
    public List<JsonObject> all(String list) {
        List<JsonObject> items = new ArrayList<>();
        String separator = list.contains("?") ? "&" : "?";
        String page = list + separator + "limit=200";
        for (String next = page; next != null; ) {
            JsonObject answer = get(next);
            items.addAll(answer.getJsonArray("items").getValuesAs(JsonObject.class));
            next = answer.getOrDefault("next", JsonValue.NULL) == JsonValue.NULL
                    ? null
                    : page + "&cursor=" + answer.getString("next");
        }
        return items;
    }

    /** An event with its runs and their attempts. */
    public JsonObject event(String id) {
        return get("events/" + id);
    }

    /** Waits until what is asked for satisfies the condition, and returns it; for at most {@code atMost}. */
    public static <T> T await(String what, Duration atMost, Supplier<T> asked, Predicate<T> condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            for (T answer = asked.get(); ; answer = asked.get()) {
                if (condition.test(answer)) {
                    return answer;
                }
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("Not within " + atMost + ": " + what + "; last seen: " + answer);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting: " + what, interrupted);
        }
    }

    /** Asks for a path below {@code /switchhook/api/}; anything but 200 is an error. */
    public JsonObject get(String path) {
        String credentials = Base64.getEncoder().encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(api.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credentials)
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError("GET " + path + ": " + response.statusCode() + " " + response.body());
            }
            try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                return reader.readObject();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
