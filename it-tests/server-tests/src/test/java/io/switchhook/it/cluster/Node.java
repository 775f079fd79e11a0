package io.switchhook.it.cluster;

import static io.switchhook.it.admin.AdminApi.await;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** One of the servers that work as one. */
final class Node implements AutoCloseable {
    static final String SECRET = "cluster-app-secret";
    private static final String SOURCE = "digital";
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final ServerProcess server;
    final Sender sender;
    final AdminApi api;
    final Health health;

    Node(String name, ServerSetup setup) {
        server = setup.property("switchhook.node", name)
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .source(SOURCE, SECRET)
                .create();
        sender = new Sender(server.http(), SOURCE, SECRET);
        api = new AdminApi(server.http());
        health = new Health(server.management());
    }

    /** Takes no more work from now on; returns when it has nothing to do. */
    void drain() throws IOException, InterruptedException {
        order("POST", "node/drain", "application/json", "");
        await("drained", SOON, () -> api.get("node"), node -> state(node).equals("drained"));
    }

    /** Works again. */
    void resume() throws IOException, InterruptedException {
        order("POST", "node/resume", "application/json", "");
    }

    /** What {@code GET /node} says it does. */
    String state() {
        return state(api.get("node"));
    }

    private static String state(JsonObject node) {
        return node.getString("state");
    }

    /** An order to the admin API; anything but 2xx is an error. */
    void order(String method, String path, String type, String body) throws IOException, InterruptedException {
        String credentials =
                Base64.getEncoder().encodeToString(("admin:" + AdminApi.PASSWORD).getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(server.http().resolve("/switchhook/api/" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
