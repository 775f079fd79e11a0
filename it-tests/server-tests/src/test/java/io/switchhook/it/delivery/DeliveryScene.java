package io.switchhook.it.delivery;

import static io.switchhook.it.admin.AdminApi.await;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with one source and the workflows of a test; the topic of a test's events is its own, so that tests do not meet.
 */
final class DeliveryScene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "delivery-app-secret";

    final ServerProcess server;
    final AdminApi api;
    private final Path definitions;
    private final Sender sender;
    private final AtomicInteger operations = new AtomicInteger();

    DeliveryScene(String name, Path directory, String... settings) throws IOException {
        definitions = Files.createDirectories(directory.resolve("definitions"));
        ServerSetup setup = TestServers.withSwitchhook(name)
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.1/32")
                .source("digital", SECRET);
        for (int i = 0; i < settings.length; i += 2) {
            setup.property(settings[i], settings[i + 1]);
        }
        server = setup.create();
        api = new AdminApi(server.http());
        sender = new Sender(server.http(), "digital", SECRET);
    }

    /** Defines a workflow of the given steps (YAML, indented by two), started by events of {@code interaction.<topic>}. */
    DeliveryScene define(String topic, String steps) throws IOException {
        return write(topic + ".yaml", """
                kind: workflow
                id: %1$s
                steps:
                %2$s
                ---
                kind: trigger
                id: on-%1$s
                name: On %1$s
                topicName: interaction.%1$s
                enabled: true
                target: { type: Workflow, id: %1$s }
                """.formatted(topic, steps.stripTrailing()));
    }

    /** Writes a file of definitions anew, at once as a whole, so that nobody reads half of it. */
    DeliveryScene write(String file, String text) throws IOException {
        Path whole = Files.writeString(definitions.resolve(".new"), text);
        Files.move(whole, definitions.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        return this;
    }

    /** A step that posts to the target. */
    static String call(HttpTarget target, String... more) {
        StringBuilder step = new StringBuilder("  - name: call\n    httpRequest:\n");
        step.append("      url: ").append(target.uri("/call")).append('\n');
        for (String member : more) {
            step.append("      ").append(member).append('\n');
        }
        return step.toString();
    }

    DeliveryScene start() {
        server.start();
        return this;
    }

    /** Sends an event, from any thread; its id. */
    String send(String topic, String interaction) throws IOException, InterruptedException {
        String operation = "op-" + topic + operations.incrementAndGet();
        var answer = sender.send(Sender.body(operation, topic, interaction));
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return json(answer.body()).getJsonObject("data").getJsonArray("ids").getString(0);
    }

    /** The one run of an event, once it has ended. */
    JsonObject ended(String event) {
        return await(
                "the run of " + event + " has ended", PATIENCE, () -> run(event), run -> Set.of("succeeded", "failed")
                        .contains(run.getString("status", "")));
    }

    JsonObject run(String event) {
        // The answer to the sender comes before the event is stored.
        return api.all("events").stream()
                        .anyMatch(stored -> stored.getString("id").equals(event))
                ? api.event(event).getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                        .findFirst()
                        .orElse(JsonObject.EMPTY_JSON_OBJECT)
                : JsonObject.EMPTY_JSON_OBJECT;
    }

    /** The dead letter of an event. */
    JsonObject deadLetter(String event) {
        return await(
                "a dead letter of " + event,
                PATIENCE,
                () -> api.all("dead-letters").stream()
                        .filter(letter -> letter.getString("eventId").equals(event))
                        .findFirst()
                        .orElse(null),
                letter -> letter != null);
    }

    /** Times between requests, in milliseconds. */
    static List<Long> distances(List<ReceivedRequest> requests) {
        return java.util.stream.IntStream.range(1, requests.size())
                .mapToObj(i -> Duration.between(
                                requests.get(i - 1).at(), requests.get(i).at())
                        .toMillis())
                .toList();
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
