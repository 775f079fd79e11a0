package io.switchhook.it;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Health;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that takes no more: its consumers wait for rules that cannot be read yet. */
class FullQueueIT {
    /** A queue holds about a hundred of such events in the pages it is allowed here, and few in memory. */
    private static final String PADDING = "x".repeat(20_000);

    private static final int MORE_THAN_FIT = 400;
    private static final int SENDERS = 6;
    /** These fit beside what fills the other queue. */
    private static final int FEW = 40;
    /** More than the circuit breaker looks at. */
    private static final int REFUSALS = 25;

    private static final ExecutorService threads = Executors.newCachedThreadPool();

    private static ServerProcess server;
    private static Path rules;
    private static Sender sender;
    private static Health health;
    private static AdminApi api;

    @BeforeAll
    static void start(@TempDir Path directory) {
        rules = directory.resolve("rules");
        server = TestServers.withSwitchhook("full-queue")
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.broker.max-size-bytes", "200000")
                .property("switchhook.broker.max-backlog-bytes", "5000000")
                .property("switchhook.broker.max-backlog", "100") // Open Liberty counts messages
                .property("switchhook.definitions.dir", rules.toString())
                .source("digital", "secret")
                .create()
                .start();
        sender = new Sender(server.http(), "digital", "secret");
        health = new Health(server.management());
        api = new AdminApi(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
        threads.shutdownNow();
    }

    /** Open Liberty says so at its start, and passes over a size that it does not understand. */
    @Test
    void theBrokersFileIsAsLargeAsItsConfigurationSays() {
        assertThat(server.log().lines().filter(line -> line.contains("CWSIS1553I")))
                .allSatisfy(line -> assertThat(line).contains("The maximum size is 1,048,576,000 bytes"));
    }

    @Test
    void aFullQueueRefusesUntilItIsWorkedOffAndKeepsAllItAccepted() throws Exception {
        AtomicInteger accepted = new AtomicInteger();
        AtomicBoolean filling = new AtomicBoolean(true);
        List<Future<HttpResponse<String>>> filled = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            String name = "full-" + i + "-";
            filled.add(threads.submit(() -> fill(name, accepted)));
        }
        Future<Integer> others = threads.submit(() -> {
            int sent = 0;
            for (; filling.get() && sent < FEW; sent++) {
                assertThat(send("beside-" + sent, "b").statusCode())
                        .as("another queue meanwhile")
                        .isEqualTo(200);
            }
            return sent;
        });
        HttpResponse<String> answer = null;
        for (Future<HttpResponse<String>> one : filled) {
            answer = one.get(2, TimeUnit.MINUTES);
            assertThat(answer.statusCode()).isEqualTo(503);
        }
        filling.set(false);
        int beside = others.get(2, TimeUnit.MINUTES);

        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(health.ready()).isEqualTo(503);
        assertThat(health.hook().getJsonObject("data").getString("reason")).containsAnyOf("is full", "high limit");
        for (int i = 0; i < REFUSALS; i++) {
            assertThat(send("refused-" + i, "a").statusCode()).isEqualTo(503);
        }
        assertThat(send("other", "b").statusCode()).as("another queue").isEqualTo(200);
        assertThat(send("half", "b", "a").statusCode())
                .as("all or none of one request")
                .isEqualTo(503);

        Files.createDirectory(rules);
        AdminApi.await("ready again", Duration.ofMinutes(2), health::ready, status -> status == 200);
        assertThat(send("afterwards", "a").statusCode()).isEqualTo(200);
        AdminApi.await(
                "all accepted events are stored, and none of the refused",
                Duration.ofMinutes(2),
                () -> api.all("events?subject=a").size()
                        + api.all("events?subject=b").size(),
                count -> count == accepted.get() + beside + 2);
        assertThat(api.all("dead-letters")).isEmpty();
    }

    /** Sends until it is refused. */
    private static HttpResponse<String> fill(String name, AtomicInteger accepted) throws Exception {
        HttpResponse<String> answer = send(name + "first", "a");
        for (int i = 0; answer.statusCode() == 200 && i < MORE_THAN_FIT; i++) {
            accepted.incrementAndGet();
            answer = send(name + i, "a");
        }
        return answer;
    }

    /** One request with an event for each interaction; interactions of one letter each have a queue of their own. */
    private static HttpResponse<String> send(String operation, String... interactions)
            throws IOException, InterruptedException {
        String entities = Stream.of(interactions)
                .map(id -> "{\"event\":\"STARTED\",\"entity\":{\"id\":\"" + id + "\",\"x\":\"" + PADDING + "\"}}")
                .collect(joining(","));
        String body = "{\"operationId\":\"" + operation + "\",\"data\":{\"entities\":[" + entities + "]}}";
        return sender.send(body);
    }
}
