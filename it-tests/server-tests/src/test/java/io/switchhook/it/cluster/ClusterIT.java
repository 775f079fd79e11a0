package io.switchhook.it.cluster;

import static io.switchhook.it.admin.AdminApi.await;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.postgres.PostgresDatabase;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.Artemis;
import io.switchhook.it.server.TestServers;
import io.switchhook.it.server.TestStore;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share a broker and a store, with a host application on both: what each does when the other, or the broker, goes. */
@EnabledIfSystemProperty(named = "it.server", matches = "wildfly", disabledReason = "one pair of servers will do")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterIT {
    private static final int SUBJECTS = 10;
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    private static Path directory;

    private static final HttpTarget target = HttpTarget.start();
    private static Artemis broker;
    private static ProbeApplication observer;
    private static Node one;
    private static Node two;

    @BeforeAll
    static void start() throws Exception {
        broker = TestServers.broker("cluster-broker").start();
        PostgresDatabase store = TestStore.postgres().createDatabase("cluster");
        Path definitions = Files.createDirectory(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("tell.yaml"), rules());
        observer = new ProbeApplication("observer", Files.createDirectory(directory.resolve("notes")));
        Path war = observer.asWar(directory);
        one = node("node-1", definitions, war, store);
        two = node("node-2", definitions, war, store);
        CompletableFuture<?> other = CompletableFuture.runAsync(() -> two.server.start());
        one.server.start();
        other.join();
        ClusterScene.awaitSubscriber(one.sender, observer);
    }

    private static Node node(String name, Path definitions, Path war, PostgresDatabase store) {
        return new Node(
                name,
                TestServers.at(broker, TestServers.withSwitchhook(name))
                        .storingIn(store)
                        .deploy(war)
                        .property("probe.dir", observer.directory().toString())
                        .property("switchhook.definitions.dir", definitions.toString())
                        .property("switchhook.egress.allow", "127.0.0.0/8")
                        .property("switchhook.target.concurrency", "16")
                        .property("switchhook.target.breaker.failures", "1000"));
    }

    private static String rules() {
        return ClusterScene.rules(target.uri("/tell")) + """
                ---
                kind: workflow
                id: later
                steps:
                  - name: wait
                    wait: { for: PT10S }
                  - name: call
                    httpRequest: { url: '%s/{{ event.subject }}/over' }
                ---
                kind: trigger
                id: later
                name: later
                topicName: interaction.later
                enabled: true
                target: { type: Workflow, id: later }
                """.formatted(target.uri("/waited"));
    }

    @AfterAll
    static void stop() {
        for (Node node : List.of(one, two)) {
            node.close();
        }
        broker.close();
        target.close();
    }

    @Test
    @Order(1)
    void eachEventIsStoredOnceAndGoesToOneOfTheObserversWhicheverNodeGotIt() throws Exception {
        try (Load load = load("calm").start().sendAll()) {
            awaitArrived(load);

            assertStoredOnceInOrder(load);
            for (String subject : load.subjects()) {
                assertThat(ClusterScene.topicsAt(target, subject)).as(subject).isEqualTo(ClusterScene.topics());
                assertThat(observer.topicsSeen(subject)).as(subject).isEqualTo(ClusterScene.topics());
            }
        }
    }

    @Test
    @Order(2)
    void aNodeThatIsKilledUnderLoadLosesNothingAndKeepsTheOrder() throws Exception {
        workOn(one, two, "before-kill");
        try (Load load = load("killed").openUntil(10).start()) {
            load.awaitAccepted(SUBJECTS * 4);
            one.server.kill();
            load.openUntil(15).awaitAccepted(SUBJECTS * 12);
            one.server.start();
            load.sendAll();
            awaitArrived(load);

            assertStoredOnceInOrder(load);
        }
    }

    @Test
    @Order(3)
    void whatADeadNodeWorkedOnAndWaitedForGoesOnElsewhereWithinAMinute() throws Exception {
        Set<String> hung = ConcurrentHashMap.newKeySet();
        target.alwaysAnswer(request ->
                request.path().contains("/hang-") && hung.add(request.path()) ? Answer.hang() : Answer.status(200));
        List<String> hanging = List.of("hang-1", "hang-2", "hang-3");
        two.drain();
        for (String subject : hanging) {
            one.sender.sendUntilAccepted(Sender.body("op-" + subject, "STEP-0", subject));
        }
        one.sender.sendUntilAccepted(Sender.body("op-waits", "LATER", "waits"));
        await("under way", SOON, () -> hung.size(), count -> count == hanging.size());
        await("a wait", SOON, () -> two.api.all("runs?status=waiting"), runs -> runs.stream()
                .anyMatch(run -> run.getString("target").equals("later")));

        one.server.kill();
        two.resume();

        await(
                "what was under way is done",
                MINUTE,
                () -> hanging.stream()
                        .filter(subject ->
                                ClusterScene.topicsAt(target, subject).size() == 2)
                        .toList(),
                hanging::equals);
        await(
                "the wait is over",
                MINUTE,
                () -> ClusterScene.topicsAt(target, "waits"),
                topics -> topics.contains("over"));
        one.server.start();
    }

    @Test
    @Order(4)
    void aDefinitionChangedOnOneNodeIsInForceOnTheOtherWithinFiveSeconds() throws Exception {
        one.order("PUT", "definitions", "application/yaml", """
                kind: trigger
                id: made-on-one
                name: made on one
                topicName: interaction.step-0
                enabled: false
                target: { type: Workflow, id: tell }
                """);

        await(
                "there too",
                Duration.ofSeconds(5),
                () -> two.api.all("triggers").stream()
                        .map(trigger -> trigger.getString("id"))
                        .collect(joining(" ")),
                ids -> ids.contains("made-on-one"));
    }

    @Test
    @Order(5)
    void aBrokerThatGoesAwayUnderLoadLosesNothingAndIsFoundAgain() throws Exception {
        try (Load load = load("away").openUntil(8).start()) {
            load.awaitAccepted(SUBJECTS * 4);
            broker.kill();
            for (Node node : List.of(one, two)) {
                HttpResponse<String> answer = node.sender.send(Sender.body("away", "STEP-0", "away"));
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            }
            broker.start();
            load.sendAll();
            awaitArrived(load);

            assertStoredOnceInOrder(load);
        }
    }

    @Test
    @Order(6)
    void aNodeThatIsDrainedUnderLoadCanBeStoppedAndNothingIsDoneTwice() throws Exception {
        workOn(one, two, "before-drain");
        try (Load load = load("drained").openUntil(10).start()) {
            load.awaitAccepted(SUBJECTS * 4);
            one.drain();
            assertThat(one.health.ready()).isEqualTo(503);
            assertThat(one.health.hook().getJsonObject("data").getString("reason"))
                    .contains("drained");
            assertThat(two.health.ready()).isEqualTo(200);
            load.openUntil(15).awaitAccepted(SUBJECTS * 10);
            assertThat(one.state()).isEqualTo("drained");

            one.server.stop();
            load.sendAll();
            awaitArrived(load);

            assertStoredOnceInOrder(load);
            for (String subject : load.subjects()) {
                assertThat(ClusterScene.topicsAt(target, subject)).as(subject).isEqualTo(ClusterScene.topics());
                assertThat(observer.topicsSeen(subject)).as(subject).isEqualTo(ClusterScene.topics());
            }
        }
    }

    /** Has a node read the queues: while the other does not, each gets something to read. */
    private static void workOn(Node node, Node other, String prefix) throws Exception {
        other.drain();
        assertThat(node.state()).isEqualTo("working");
        try (Load first = load(prefix).openUntil(1).start()) {
            first.awaitAccepted(SUBJECTS);
            await(
                    "read",
                    SOON,
                    () -> first.subjects().stream()
                            .filter(subject ->
                                    ClusterScene.topicsAt(target, subject).isEmpty())
                            .toList(),
                    List::isEmpty);
        }
        other.resume();
    }

    private static Load load(String prefix) {
        return new Load(prefix, SUBJECTS, List.of(one.sender, two.sender));
    }

    /** Each as it came for the first time: after a death some come again. */
    private static void awaitArrived(Load load) {
        await(
                "all at the target, in order",
                SOON,
                () -> unlike(load, subject -> ClusterScene.topicsAt(target, subject)),
                List::isEmpty);
        await("all at the observer, in order", SOON, () -> unlike(load, observer::topicsSeen), List::isEmpty);
    }

    private static List<String> unlike(Load load, Function<String, List<String>> arrived) {
        return load.subjects().stream()
                .filter(subject ->
                        !ClusterScene.withoutRepeats(arrived.apply(subject)).equals(ClusterScene.topics()))
                .map(subject -> subject + ": " + arrived.apply(subject))
                .toList();
    }

    private static void assertStoredOnceInOrder(Load load) {
        for (String subject : load.subjects()) {
            List<String> stored = new ArrayList<>(two.api.all("events?subject=" + subject).stream()
                    .map(event -> event.getString("topic"))
                    .toList());
            Collections.reverse(stored); // the list begins with what was stored last
            assertThat(stored).as("stored of " + subject).isEqualTo(ClusterScene.topics());
        }
    }
}
