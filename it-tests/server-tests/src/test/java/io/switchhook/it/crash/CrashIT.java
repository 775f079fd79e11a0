package io.switchhook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.server.ServerFailure;
import io.switchhook.it.server.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server between every two steps of an event's way, and at any moment under load. */
class CrashIT {
    private static final String ENGINE = "io.switchhook.engine.";
    private static final String LETTERS = "io.switchhook.store.DeadLetterRows";

    /** In the order of an event's way; each in a life of its own, which begins by mending what the death before left. */
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint("io.switchhook.intake.InboundQueue", "send", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "process", "enter", 3),
            new HaltPoint(ENGINE + "InboundEngine", "store", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "ring", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "markRouted", "leave", 3),
            new HaltPoint(ENGINE + "InboundListener", "onMessage", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "claim", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "attempt", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "record", "leave", 3),
            new HaltPoint("io.switchhook.api.subscription.Observers", "call", "leave", 3),
            new HaltPoint(ENGINE + "SubscriberDesk", "delivered", "enter", 3),
            new HaltPoint(ENGINE + "SubscriberDesk", "goOn", "enter", 3),
            new HaltPoint(ENGINE + "Ringer", "next", "enter", 5),
            new HaltPoint(ENGINE + "Ringer", "takeAndRing", "enter", 3),
            new HaltPoint(ENGINE + "DeliveriesListener", "onMessage", "leave", 5));

    /** The same for work that fails at first: recorded, waited for, rung for again. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_FAILED_WORK = List.of(
            new HaltPoint(ENGINE + "RunEngine", "wait", "enter", 3),
            new HaltPoint(ENGINE + "Ringer", "ringForWorkflows", "enter", 3),
            new HaltPoint(ENGINE + "RunEngine", "wait", "leave", 3),
            new HaltPoint(ENGINE + "SubscriberDesk", "again", "enter", 3),
            new HaltPoint(ENGINE + "SubscriberDesk", "again", "leave", 3),
            new HaltPoint(ENGINE + "Sweeper", "sweep", "leave", 2));

    /** The same for work that is given up: before and after it is laid down, and before and after the next of its line is rung for. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_GIVING_UP = List.of(
            new HaltPoint(LETTERS, "insert", "leave", 3).within("heed"),
            new HaltPoint(ENGINE + "Ringer", "next", "enter", 3).within("giveUp"),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 3).within("giveUp"),
            new HaltPoint(ENGINE + "RunEngine", "giveUp", "leave", 3),
            new HaltPoint(LETTERS, "insert", "leave", 3).within("hear"),
            new HaltPoint(ENGINE + "SubscriberDesk", "giveUp", "leave", 3),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 3).within("goOn"),
            new HaltPoint(ENGINE + "SubscriberDesk", "failed", "leave", 3));

    /** The same for work whose target is full or rests. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_WAITING_FOR_A_TARGET = List.of(
            new HaltPoint(ENGINE + "RunEngine", "park", "enter", 3),
            new HaltPoint(ENGINE + "FullTargets", "park", "enter", 3),
            new HaltPoint(ENGINE + "FullTargets", "ring", "enter", 3),
            new HaltPoint(ENGINE + "FullTargets", "ring", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "rest", "enter", 2),
            new HaltPoint(ENGINE + "Ringer", "ringForWorkflows", "enter", 2).within("rest"),
            new HaltPoint(ENGINE + "RunEngine", "rest", "leave", 2));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endSenders() {
        threads.shutdownNow();
    }

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenAnyTwoSteps(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-steps", directory, Map.of())) {
            List<Future<?>> senders = dieAtEach(BETWEEN_STEPS, scene);
            liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenTheStepsOfFailedWork(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-failures", directory, Map.of())) {
            scene.failAtFirst();
            List<Future<?>> senders = dieAtEach(BETWEEN_STEPS_OF_FAILED_WORK, scene);
            scene.failNoMore();
            liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }

    @Test
    void givesUpOnceAndGoesOnWhenItDiesMeanwhile(@TempDir Path directory) throws Exception {
        Map<String, String> twoAttempts = Map.of("switchhook.retry.attempts", "2", "switchhook.retry.delay", "PT0.2S");
        try (CrashScene scene = new CrashScene("crash-given-up", directory, twoAttempts)) {
            scene.failAtStartsForGood();
            List<Future<?>> senders = dieAtEach(BETWEEN_STEPS_OF_GIVING_UP, scene);
            liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
            scene.assertDeadLetters("2 of 2 attempts used", 2);
        }
    }

    @Test
    void takesUpWhatWaitedForItsTargetWhenItDiesMeanwhile(@TempDir Path directory) throws Exception {
        Map<String, String> narrow = Map.of(
                "switchhook.target.concurrency", "1",
                "switchhook.target.breaker.failures", "2",
                "switchhook.target.breaker.open", "PT0.5S");
        try (CrashScene scene = new CrashScene("crash-waiting", directory, narrow)) {
            scene.answerSlowly(Duration.ofMillis(100));
            List<Future<?>> senders = dieAtEach(BETWEEN_STEPS_OF_WAITING_FOR_A_TARGET, scene);
            liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }

    /** At each point in a life of its own; those who still send what was begun. */
    private List<Future<?>> dieAtEach(List<HaltPoint> points, CrashScene scene) throws Exception {
        scene.server.start();
        scene.awaitObserver();
        scene.server.kill();
        List<Future<?>> senders = new ArrayList<>();
        for (HaltPoint point : points) {
            scene.dieAt(point);
            for (int i = 0; i < 4; i++) {
                String subject = "s" + senders.size();
                senders.add(threads.submit(() -> {
                    scene.sendLife(subject);
                    return null;
                }));
            }
            startToDie(scene.server);
            AdminApi.await("dies at: " + point, Duration.ofSeconds(60), scene.server::isAlive, alive -> !alive);
            assertThat(scene.server.waitFor()).as("halted, not ended by itself").isEqualTo(137);
        }
        return senders;
    }

    private static void liveOn(CrashScene scene, List<Future<?>> senders) throws Exception {
        scene.dieNoMore();
        scene.server.start();
        for (Future<?> sender : senders) {
            sender.get(2, TimeUnit.MINUTES);
        }
    }

    /** It may die before it is ready, at what the life before left to be mended. */
    private static void startToDie(ServerProcess server) {
        try {
            server.start();
        } catch (ServerFailure notReady) {
            if (server.isAlive()) {
                throw notReady;
            }
        }
    }

    @Test
    void losesAndDoublesNothingWhenItIsKilledUnderLoad(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-load", directory, Map.of())) {
            scene.server.start();
            scene.awaitObserver();
            AtomicBoolean killing = new AtomicBoolean(true);
            List<Future<?>> senders = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String prefix = "t" + thread + "-";
                senders.add(threads.submit(() -> {
                    for (int i = 0; i < 40 || killing.get(); i++) {
                        scene.sendLife(prefix + i);
                    }
                    return null;
                }));
            }
            for (int kill = 0; kill < 4; kill++) {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(200, 1500));
                scene.server.kill();
                scene.server.start();
            }
            killing.set(false);
            for (Future<?> sender : senders) {
                sender.get(3, TimeUnit.MINUTES);
            }

            scene.assertNothingLostNorDoubled();
        }
    }
}
