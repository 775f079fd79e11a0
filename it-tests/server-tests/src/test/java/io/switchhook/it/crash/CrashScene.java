package io.switchhook.it.crash;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;

/** A server with a workflow to a real target and an observer in an application of its own, and what must hold at the end. */
final class CrashScene implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String SECRET = "crash-app-secret";
    private static final String STARTED = "interaction.started";
    private static final String FINISHED = "interaction.finished";

    /** How subjects of events begin that are taken in before the observer is known. */
    private static final String BEFORE = "before";

    final HttpTarget target;
    final ServerProcess server;
    final Sender sender;
    private final ClassFileLocator classes;
    private final Path halt;
    private final ProbeApplication observer;
    private final Map<String, List<String>> sent = new LinkedHashMap<>();
    /** What can only be given up. */
    private final Set<String> doomed = ConcurrentHashMap.newKeySet();

    /** @param besideObserver further classes of the observer's application */
    CrashScene(String name, Path directory, Map<String, String> settings, Class<?>... besideObserver)
            throws IOException {
        this(name, directory, setup -> settings.forEach(setup::property), besideObserver);
    }

    /**
     * @param further what else its server is started with
     * @param besideObserver further classes of the observer's application
     */
    CrashScene(String name, Path directory, Consumer<ServerSetup> further, Class<?>... besideObserver)
            throws IOException {
        target = HttpTarget.start();
        classes = EarClasses.in(TestServers.ear());
        halt = directory.resolve("halt");
        observer = new ProbeApplication("observer", Files.createDirectories(directory.resolve("notes")));
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("notify.yaml"), definitions(target));
        ServerSetup setup = TestServers.withSwitchhook(name)
                .deploy(observer.asWar(directory, besideObserver))
                .javaOption("-javaagent:" + HaltPoint.agent(directory) + "=" + halt)
                .property("probe.dir", observer.directory().toString())
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.retry.delay", "PT1S")
                .property("switchhook.retry.max-delay", "PT2S")
                .property("switchhook.retry.attempts", "100")
                .property("switchhook.target.breaker.failures", "1000")
                .source("digital", SECRET);
        further.accept(setup);
        server = setup.create();
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
        for (int subject = 0; subject < 64; subject++) {
            observer.failAt("s" + subject, "interaction.started");
        }
    }

    /** From now on the target refuses each subject's first event, and the observer fails at it, whenever it comes. */
    void failAtStartsForGood() {
        doomed.add(STARTED);
        target.alwaysAnswer(request -> Answer.status(request.body().contains(STARTED) ? 503 : 200));
        for (int subject = 0; subject < 512; subject++) {
            observer.failAt("s" + subject, STARTED);
        }
    }

    /** From now on the target takes its time, and refuses each event once, so that it is full and left alone by turns. */
    void answerSlowly(Duration time) {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        target.alwaysAnswer(request -> Answer.status(
                        refused.add(request.header("Idempotency-Key").orElseThrow()) ? 503 : 200)
                .after(time));
    }

    /** Sends an event before the observer is known; its subject. */
    String sendEarly() throws InterruptedException {
        String subject = BEFORE + "-the-store";
        sender.sendUntilAccepted(Sender.started("early", subject));
        return subject;
    }

    /** From now on the observer fails at nothing. */
    void failNoMore() {
        observer.behave();
    }

    /** Waits until the observer is known: only what is taken in from then on is delivered to it. */
    void awaitObserver() {
        AdminApi api = new AdminApi(server.http());
        AtomicInteger operations = new AtomicInteger();
        await(
                "the observer is known",
                PATIENCE,
                () -> {
                    assertThat(sender.accepted(Sender.started("op-" + operations.incrementAndGet(), BEFORE)))
                            .isTrue();
                    return api.all("events?subject=" + BEFORE);
                },
                events -> events.stream()
                        .flatMap(event -> runs(api.event(event.getString("id"))).stream())
                        .anyMatch(run -> run.getString("kind").equals("subscriber")));
    }

    /** The server's life, this one or else the next, ends once work stands at each of these points. */
    void dieAt(List<HaltPoint> points) throws IOException {
        dieNoMore();
        HaltPoint.weave(points, classes, halt);
        if (server.isAlive()) {
            Path taken = Path.of(halt + ".taken");
            await("the server knows when to die", PATIENCE, () -> Files.exists(taken), known -> known);
        }
    }

    /** At which of these points work stands, or stood when the server died. */
    List<HaltPoint> reached(List<HaltPoint> points) throws IOException {
        Path file = Path.of(halt + ".reached");
        List<String> reached = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return points.stream()
                .filter(point -> reached.contains(point.toString()))
                .toList();
    }

    void dieNoMore() throws IOException {
        for (String ending : List.of("", ".taken", ".reached")) {
            Files.deleteIfExists(Path.of(halt + ending));
        }
    }

    /** Sends the events of one subject, one after the other, each until it is accepted. */
    void sendLife(String subject) throws InterruptedException {
        for (String event : List.of("STARTED", "FINISHED")) {
            sender.sendUntilAccepted(Sender.body("op-" + subject, event, subject));
        }
        synchronized (sent) {
            sent.put(subject, List.of(STARTED, FINISHED));
        }
    }

    /**
     * Every accepted event is stored once, its runs have ended as they must, target and observer had it, in order per subject.
     */
    void assertNothingLostNorDoubled() throws IOException {
        AdminApi api = new AdminApi(server.http());
        List<JsonObject> events =
                await("all events stored", PATIENCE, () -> stored(api), found -> found.size() == 2 * sent.size());
        assertThat(events.stream().map(event -> event.getString("id"))).doesNotHaveDuplicates();
        for (JsonObject item : events) {
            String id = item.getString("id");
            String end = doomed.contains(item.getString("topic")) ? "failed" : "succeeded";
            JsonObject event = await("runs of " + id + " ended", PATIENCE, () -> api.event(id), CrashScene::hasEnded);
            assertThat(runs(event))
                    .as("one run of the workflow, one delivery: %s", event)
                    .hasSize(2)
                    .allMatch(run -> run.getString("status").equals(end));
        }
        assertThat(letters(api)).hasSize(2 * doomed.size() * sent.size());
        assertInOrder(
                "target",
                Set.of(),
                target.requests().stream()
                        .map(request -> request.body()
                                .replaceAll(".*\"topic\": \"([^\"]*)\", \"subject\": \"([^\"]*)\".*", "$2 $1"))
                        .toList());
        assertInOrder(
                "observer",
                doomed,
                observer.seen().stream()
                        .filter(seen -> seen.topic().startsWith("interaction."))
                        .map(seen -> seen.subject() + " " + seen.topic())
                        .toList());
    }

    /** What was given up was laid down once for the workflow and once for the observer, with this reason and so many attempts. */
    void assertDeadLetters(String reason, int attempts) {
        AdminApi api = new AdminApi(server.http());
        List<JsonObject> letters = letters(api);
        assertThat(letters.stream().map(letter -> letter.getString("eventId") + " " + letter.getString("kind")))
                .containsExactlyInAnyOrderElementsOf(stored(api).stream()
                        .filter(event -> doomed.contains(event.getString("topic")))
                        .map(event -> event.getString("id"))
                        .flatMap(id -> Stream.of(id + " workflow", id + " subscriber"))
                        .toList());
        assertThat(letters)
                .allMatch(letter -> letter.getString("reason").endsWith(reason))
                .allMatch(letter -> letter.getInt("attempts") == attempts);
    }

    /** Without what Switchhook says itself, of dead letters for example. */
    private static List<JsonObject> stored(AdminApi api) {
        return api.all("events?source=digital").stream()
                .filter(event -> !event.getString("subject").startsWith(BEFORE))
                .toList();
    }

    private static List<JsonObject> letters(AdminApi api) {
        return api.all("dead-letters").stream()
                .filter(letter -> !letter.getString("subject").startsWith(BEFORE))
                .toList();
    }

    private static List<JsonObject> runs(JsonObject event) {
        return event.getJsonArray("runs").getValuesAs(JsonObject.class);
    }

    private static boolean hasEnded(JsonObject event) {
        return runs(event).stream()
                .allMatch(run -> Set.of("succeeded", "failed").contains(run.getString("status")));
    }

    /** Repeats are allowed; what counts is when each came for the first time. */
    private void assertInOrder(String who, Set<String> without, List<String> arrived) {
        Map<String, List<String>> topics = new LinkedHashMap<>();
        for (String arrival : new LinkedHashSet<>(arrived)) {
            String[] parts = arrival.split(" ", 2);
            topics.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
        }
        Map<String, List<String>> expected = new LinkedHashMap<>();
        sent.forEach((subject, all) -> expected.put(
                subject, all.stream().filter(topic -> !without.contains(topic)).toList()));
        assertThat(topics).as(who).containsAllEntriesOf(expected);
    }

    @Override
    public void close() {
        server.close();
        target.close();
    }
}
