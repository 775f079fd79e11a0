package io.switchhook.it.order;

import static io.switchhook.it.admin.AdminApi.await;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import io.switchhook.it.probe.Observed;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.TestServers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A server with a workflow to a real target, a subscriber of one thread and one of eight. */
final class OrderScene implements AutoCloseable {
    private static final Duration IN_TIME = Duration.ofMinutes(3);
    private static final String SECRET = "order-app-secret";
    private static final int LONGEST = 24;

    final HttpTarget target = HttpTarget.start();
    final ProbeApplication single;
    final ProbeApplication several;
    final Path severalWar;
    final ServerProcess server;
    final AdminApi api;
    private final Sender digital;
    private final Sender voice;

    OrderScene(Path directory) throws IOException {
        Path notes = Files.createDirectory(directory.resolve("notes"));
        Path definitions = Files.createDirectory(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("tell.yaml"), definitions());
        single = new ProbeApplication("single", notes);
        several = new ProbeApplication("several", notes);
        severalWar = several.asWar(directory, EightAtATime.class);
        server = TestServers.withSwitchhook("order")
                .deploy(single.asWar(directory, OneAtATime.class))
                .deploy(severalWar)
                .property("probe.dir", notes.toString())
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .property("switchhook.retry.attempts", "100")
                .property("switchhook.retry.delay", "PT0.3S")
                .property("switchhook.retry.max-delay", "PT3S")
                .property("switchhook.target.concurrency", "16")
                .property("switchhook.target.breaker.failures", "1000")
                .source("digital", SECRET)
                .source("voice", SECRET)
                .create()
                .start();
        api = new AdminApi(server.http());
        digital = new Sender(server.http(), "digital", SECRET);
        voice = new Sender(server.http(), "voice", SECRET);
        awaitSubscribers();
    }

    private String definitions() {
        StringBuilder documents = new StringBuilder("""
                kind: workflow
                id: tell
                steps:
                  - name: call
                    httpRequest:
                      url: %s
                      body: '{"topic": "{{ event.topic }}", "subject": "{{ event.subject }}"}'
                """.formatted(target.uri("/tell")));
        for (int step = 0; step < LONGEST; step++) {
            documents.append("""
                    ---
                    { kind: trigger, id: on-%1$d, name: n, topicName: interaction.step-%1$d, enabled: true, target: { type: Workflow, id: tell } }
                    """.formatted(step));
        }
        return documents.toString();
    }

    /** Subscribers get what was taken in after Switchhook first heard of them. */
    private void awaitSubscribers() {
        List<String> operations = new ArrayList<>();
        await(
                "both subscribers are known",
                IN_TIME,
                () -> {
                    operations.add("before-" + operations.size());
                    return digital.accepted(Sender.started(operations.get(operations.size() - 1), "before"));
                },
                accepted -> !single.topicsSeen("before").isEmpty()
                        && !several.topicsSeen("before").isEmpty());
    }

    /** Streams of a test's own subjects, not begun yet. */
    Streams streams(String prefix, int subjects, int length) {
        return new Streams(prefix, subjects, length, digital, voice);
    }

    /** Nobody fails or is slow at anything from now on. */
    void behave() {
        single.behave();
        several.behave();
        target.alwaysAnswer(request -> Answer.status(200));
    }

    /** Waits until the streams have arrived at everybody. */
    void awaitArrived(Streams streams) {
        awaitArrivedAtTarget(streams.subjects(), streams);
        awaitArrivedAt(single, streams.subjects(), streams);
        awaitArrivedAt(several, streams.subjects(), streams);
    }

    void awaitArrivedAtTarget(List<String> subjects, Streams streams) {
        await("arrived at the target", IN_TIME, this::atTarget, arrived -> isComplete(arrived, subjects, streams));
    }

    void awaitArrivedAt(ProbeApplication subscriber, List<String> subjects, Streams streams) {
        await(
                "arrived at " + subscriber.name(),
                IN_TIME,
                () -> at(subscriber),
                arrived -> isComplete(arrived, subjects, streams));
    }

    private static boolean isComplete(Map<String, List<String>> arrived, List<String> subjects, Streams streams) {
        List<String> last = streams.topics()
                .subList(streams.topics().size() - 1, streams.topics().size());
        return subjects.stream()
                .allMatch(subject -> arrived.getOrDefault(subject, List.of()).containsAll(last));
    }

    /** What the target got, by subject, repeats included. */
    Map<String, List<String>> atTarget() {
        return target.requests().stream()
                .collect(groupingBy(
                        OrderScene::subject, mapping(request -> json(request).getString("topic"), toList())));
    }

    static String subject(ReceivedRequest request) {
        return json(request).getString("subject");
    }

    static String topic(ReceivedRequest request) {
        return json(request).getString("topic");
    }

    private static JsonObject json(ReceivedRequest request) {
        try (JsonReader reader = Json.createReader(new StringReader(request.body()))) {
            return reader.readObject();
        }
    }

    /** What a subscriber got and did not fail at, by subject, repeats included. */
    Map<String, List<String>> at(ProbeApplication subscriber) {
        return subscriber.seen().stream().collect(groupingBy(Observed::subject, mapping(Observed::topic, toList())));
    }

    void assertStoredInOrder(Streams streams) {
        for (String subject : streams.subjects()) {
            List<String> stored = new ArrayList<>(api.all("events?subject=" + subject).stream()
                    .map(event -> event.getString("topic"))
                    .toList());
            Collections.reverse(stored); // the list begins with what was stored last
            assertThat(stored).as("stored of " + subject).isEqualTo(streams.topics());
        }
    }

    /** A later event comes only when all tries of the earlier ones are over. */
    void assertTargetInOrder(Streams streams) {
        Map<String, List<String>> arrived = atTarget();
        for (String subject : streams.subjects()) {
            assertThat(withoutRepeatsInPlace(arrived.get(subject)))
                    .as("at the target, of " + subject)
                    .isEqualTo(streams.topics());
        }
    }

    /** Each event came once and in its place. */
    void assertExactlyInOrder(ProbeApplication subscriber, Streams streams) {
        Map<String, List<String>> arrived = at(subscriber);
        for (String subject : streams.subjects()) {
            assertThat(arrived.get(subject))
                    .as("at " + subscriber.name() + ", of " + subject)
                    .isEqualTo(streams.topics());
        }
    }

    /** As each event came for the first time: after a death some come again, and may do so late. */
    void assertInOrder(ProbeApplication subscriber, Streams streams) {
        Map<String, List<String>> arrived = at(subscriber);
        for (String subject : streams.subjects()) {
            assertThat(List.copyOf(new LinkedHashSet<>(arrived.get(subject))))
                    .as("at " + subscriber.name() + ", of " + subject)
                    .isEqualTo(streams.topics());
        }
    }

    private static List<String> withoutRepeatsInPlace(List<String> arrived) {
        return IntStream.range(0, arrived.size())
                .filter(i -> i == 0 || !arrived.get(i).equals(arrived.get(i - 1)))
                .mapToObj(arrived::get)
                .toList();
    }

    @Override
    public void close() {
        server.close();
        target.close();
    }
}
