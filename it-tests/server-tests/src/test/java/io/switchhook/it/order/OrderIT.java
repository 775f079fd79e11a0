package io.switchhook.it.order;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.http.Answer;
import io.switchhook.it.http.ReceivedRequest;
import io.switchhook.it.probe.Observed;
import io.switchhook.it.probe.ProbeApplication;
import io.switchhook.it.server.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order within a subject, and independence of different ones: in the store, at workflows and at each subscriber. */
class OrderIT {
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private static Path directory;

    private static OrderScene scene;

    @BeforeAll
    static void start() throws IOException {
        scene = new OrderScene(directory);
    }

    @AfterEach
    void behave() {
        scene.behave();
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void aStreamKeepsItsOrderOverFailuresInItsMiddle() throws Exception {
        try (Streams streams = scene.streams("failing", 24, 12)) {
            refuseEachThirdAtFirst();
            List<String> troubled = every(3, 0, streams);
            List<String> troubledToo = every(3, 1, streams);
            troubled.forEach(subject -> scene.several.failAt(subject, Streams.topic(4)));
            troubledToo.forEach(subject -> scene.single.failAt(subject, Streams.topic(7)));
            streams.openAll().start().awaitSent();

            awaitFailures(scene.several, troubled, 3);
            awaitFailures(scene.single, troubledToo, 3);
            scene.awaitArrivedAt(scene.several, every(3, 1, streams), streams);
            scene.awaitArrivedAt(scene.several, every(3, 2, streams), streams);
            scene.awaitArrivedAt(scene.single, troubled, streams);
            scene.awaitArrivedAtTarget(streams.subjects(), streams);
            for (String subject : troubled) {
                assertThat(scene.several.topicsSeen(subject))
                        .isEqualTo(streams.topics().subList(0, 4));
            }
            scene.several.behave();
            scene.single.behave();
            scene.awaitArrived(streams);

            scene.assertStoredInOrder(streams);
            scene.assertTargetInOrder(streams);
            scene.assertExactlyInOrder(scene.single, streams);
            scene.assertExactlyInOrder(scene.several, streams);
        }
    }

    @Test
    void whatIsGivenUpInTheMiddleLetsTheRestOfItsStreamFollowInOrder() throws Exception {
        try (Streams streams = scene.streams("given-up", 8, 12)) {
            scene.target.alwaysAnswer(request -> Answer.status(isAt(5, request) ? 404 : 200));
            streams.openAll().start().awaitSent();
            scene.awaitArrived(streams);

            scene.assertTargetInOrder(streams);
            List<String> given = scene.api.all("dead-letters").stream()
                    .filter(letter -> streams.subjects().contains(letter.getString("subject")))
                    .map(letter -> letter.getString("subject") + " " + letter.getString("topic"))
                    .toList();
            assertThat(given)
                    .containsExactlyInAnyOrderElementsOf(streams.subjects().stream()
                            .map(subject -> subject + " " + Streams.topic(5))
                            .toList());
        }
    }

    @Test
    void aSubjectThatIsStuckHoldsUpNoOther() throws Exception {
        try (Streams streams = scene.streams("stuck", 16, 10)) {
            String refused = streams.subjects().get(0);
            String slow = streams.subjects().get(1);
            List<String> others =
                    streams.subjects().subList(2, streams.subjects().size());
            AtomicBoolean stuck = new AtomicBoolean(true);
            scene.target.alwaysAnswer(request -> Answer.status(
                    stuck.get() && OrderScene.subject(request).equals(refused) && isAt(3, request) ? 503 : 200));
            scene.several.takeTimeOver(slow, Streams.topic(2), Duration.ofMinutes(2));
            streams.openAll().start().awaitSent();

            scene.awaitArrivedAtTarget(others, streams);
            scene.awaitArrivedAt(scene.several, others, streams);
            assertThat(scene.atTarget().get(refused)).last().isEqualTo(Streams.topic(3));
            assertThat(scene.several.topicsSeen(slow))
                    .isEqualTo(streams.topics().subList(0, 2));
            stuck.set(false);
            scene.several.behave();
            scene.awaitArrived(streams);

            scene.assertTargetInOrder(streams);
            scene.assertExactlyInOrder(scene.single, streams);
            scene.assertExactlyInOrder(scene.several, streams);
        }
    }

    @Test
    void differentSubjectsAreWorkedOnAtTheSameTime() throws Exception {
        try (Streams streams = scene.streams("parallel", 6, 3)) {
            CyclicBarrier all = new CyclicBarrier(6);
            scene.target.alwaysAnswer(request -> Answer.status(!isAt(1, request) || met(all) ? 200 : 404));
            streams.subjects()
                    .forEach(subject -> scene.several.takeTimeOver(subject, Streams.topic(1), Duration.ofSeconds(3)));
            streams.openAll().start().awaitSent();
            scene.awaitArrived(streams);

            assertThat(all.isBroken()).as("not all six were called at once").isFalse();
            List<Instant> seen = scene.several.seen().stream()
                    .filter(event -> streams.subjects().contains(event.subject()))
                    .filter(event -> event.topic().equals(Streams.topic(1)))
                    .map(Observed::at)
                    .sorted()
                    .toList();
            assertThat(Duration.between(seen.get(0), seen.get(5)))
                    .as("one after the other they would take 15 seconds from the first to the last")
                    .isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aStreamKeepsItsOrderOverADeathARestartAndRedeploymentsInItsMiddle() throws Exception {
        try (Streams streams = scene.streams("restarted", 16, 24)) {
            refuseEachThirdAtFirst();
            every(4, 0, streams).forEach(subject -> scene.several.failAt(subject, Streams.topic(9)));
            streams.openUntil(6).start().awaitAccepted(40);
            scene.server.kill();
            scene.server.start();
            streams.openUntil(12).awaitAccepted(136);
            scene.server.restart();
            streams.openUntil(18).awaitAccepted(232);
            scene.server.undeploy("switchhook.ear");
            scene.server.deploy(TestServers.ear(), "switchhook.ear");
            streams.openUntil(21).awaitAccepted(300);
            scene.server.undeploy("several.war");
            scene.server.deploy(scene.severalWar, "several.war");
            scene.several.behave();
            streams.openAll().awaitSent();
            scene.awaitArrived(streams);

            scene.assertStoredInOrder(streams);
            scene.assertTargetInOrder(streams);
            scene.assertInOrder(scene.single, streams);
            scene.assertInOrder(scene.several, streams);
        }
    }

    /** Each third event of a stream is refused when it comes for the first time, and all are answered a little late. */
    private static void refuseEachThirdAtFirst() {
        Set<String> refused = ConcurrentHashMap.newKeySet();
        scene.target.alwaysAnswer(request -> {
            boolean third = isAt(2, request) || isAt(5, request) || isAt(8, request) || isAt(11, request);
            boolean refuses =
                    third && refused.add(request.header("Idempotency-Key").orElseThrow());
            return Answer.status(refuses ? 503 : 200).after(Duration.ofMillis(10));
        });
    }

    private static boolean isAt(int step, ReceivedRequest request) {
        return OrderScene.topic(request).equals(Streams.topic(step));
    }

    private static List<String> every(int of, int first, Streams streams) {
        return streams.subjects().stream()
                .filter(subject -> streams.subjects().indexOf(subject) % of == first)
                .toList();
    }

    private static void awaitFailures(ProbeApplication subscriber, List<String> subjects, int times) {
        for (String subject : subjects) {
            await(
                    "failures at " + subject,
                    SOON,
                    () -> subscriber.failed(subject).size(),
                    failed -> failed >= times);
        }
    }

    private static boolean met(CyclicBarrier others) {
        try {
            others.await(20, TimeUnit.SECONDS);
            return true;
        } catch (BrokenBarrierException | TimeoutException alone) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
