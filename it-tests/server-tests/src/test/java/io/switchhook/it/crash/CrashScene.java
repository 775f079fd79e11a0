package io.switchhook.it.crash;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server with a workflow to a real target and an observer in an application of its own, and what must hold at the end. */
final class CrashScene implements AutoCloseable {
    private static final String SECRET = "crash-app-secret";

    final HttpTarget target;
    final ServerProcess server;
    final Sender sender;
    private final Path haltFile;
    private final ProbeApplication observer;
    private final Map<String, List<String>> sent = new LinkedHashMap<>();

    CrashScene(String name, Path directory) throws IOException {
        target = HttpTarget.start();
        haltFile = Files.writeString(directory.resolve("halt"), "");
        observer = new ProbeApplication("observer", Files.createDirectories(directory.resolve("notes")));
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("notify.yaml"), definitions(target));
        server = TestServers.withSwitchhook(name)
                .deploy(observer.asWar(directory))
                .javaOption("-javaagent:" + HaltPoint.agent(directory) + "=" + haltFile)
                .property("probe.dir", observer.directory().toString())
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.retry.delay", "PT1S")
                .property("switchhook.retry.max-delay", "PT2S")
                .property("switchhook.retry.attempts", "100")
                .property("switchhook.target.breaker.failures", "1000")
                .property("switchhook.sources", "digital")
                .property("switchhook.source.digital.adapter", "interactions")
                .property("switchhook.source.digital.verification", "hub-sha1")
                .property("switchhook.source.digital.secrets", SECRET)
                .create();
        sender = new Sender(server.http(), "digital", SECRET);
    }

    private static String definitions(HttpTarget target) {
        return """
                kind: workflow
                id: tell
                steps:
                  - name: call
                    httpRequest:
                      url: %s
                      body: '{"event": "{{ event.id }}", "topic": "{{ event.topic }}", "subject": "{{ event.subject }}"}'
                ---
                { kind: trigger, id: on-started, name: s, topicName: interaction.started, enabled: true, target: { type: Workflow, id: tell } }
                ---
                { kind: trigger, id: on-finished, name: f, topicName: interaction.finished, enabled: true, target: { type: Workflow, id: tell } }
                """.formatted(target.uri("/tell"));
    }

    /** From now on the target refuses each event once, and the observer fails at the first subjects' first events. */
    void failAtFirst() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        target.alwaysAnswer(request ->
                Answer.status(refused.add(request.header("Idempotency-Key").orElseThrow()) ? 503 : 200));
        for (int subject = 0; subject < 24; subject++) {
            observer.failAt("s" + subject, "interaction.started");
        }
    }

    /** From now on the observer fails at nothing. */
    void failNoMore() {
        observer.behave();
    }

    void dieAt(HaltPoint point) throws IOException {
        Files.writeString(haltFile, point.toText());
    }

    void dieNoMore() throws IOException {
        Files.writeString(haltFile, "");
    }

    /** Sends the events of one subject, one after the other, each until it is accepted. */
    void sendLife(String subject) throws InterruptedException {
        for (String event : List.of("STARTED", "FINISHED")) {
            sender.sendUntilAccepted(Sender.body("op-" + subject, event, subject));
        }
        synchronized (sent) {
            sent.put(subject, List.of("interaction.started", "interaction.finished"));
        }
    }

    /** Every accepted event is stored once, its runs have ended well, target and observer had it, in order per subject. */
    void assertNothingLostNorDoubled() throws IOException {
        AdminApi api = new AdminApi(server.http());
        List<JsonObject> events = await(
                "all events stored",
                Duration.ofSeconds(60),
                () -> api.all("events"),
                found -> found.size() == 2 * sent.size());
        Set<String> ids = new LinkedHashSet<>();
        for (JsonObject event : events) {
            ids.add(event.getString("id"));
        }
        assertThat(ids).hasSize(2 * sent.size());
        for (String id : ids) {
            JsonObject event = await(
                    "runs of " + id + " ended", Duration.ofSeconds(60), () -> api.event(id), CrashScene::hasEnded);
            assertThat(event.getJsonArray("runs").getValuesAs(JsonObject.class))
                    .as("one run of the workflow, one delivery: %s", event)
                    .hasSize(2)
                    .allMatch(run -> run.getString("status").equals("succeeded"));
        }
        assertThat(api.all("dead-letters")).isEmpty();
        assertInOrder(
                "target",
                target.requests().stream()
                        .map(request -> request.body()
                                .replaceAll(".*\"topic\": \"([^\"]*)\", \"subject\": \"([^\"]*)\".*", "$2 $1"))
                        .toList());
        assertInOrder(
                "observer",
                observer.seen().stream()
                        .map(seen -> seen.subject() + " " + seen.topic())
                        .toList());
    }

    private static boolean hasEnded(JsonObject event) {
        return event.getJsonArray("runs").getValuesAs(JsonObject.class).stream()
                .allMatch(run -> Set.of("succeeded", "failed").contains(run.getString("status")));
    }

    /** Repeats are allowed; what counts is when each came for the first time. */
    private void assertInOrder(String who, List<String> arrived) {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        for (String arrival : new LinkedHashSet<>(arrived)) {
            String[] parts = arrival.split(" ", 2);
            topics.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
        }
        assertThat(topics).as(who).containsAllEntriesOf(sent);
    }

    @Override
    public void close() {
        server.close();
        target.close();
    }
}
