package io.switchhook.it.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server around work that fails, is given up, or waits for its target. */
class CrashInTroubleIT {
    private static final String ENGINE = "io.switchhook.engine.";
    private static final String LETTERS = "io.switchhook.store.DeadLetterRows";

    /** Between every two steps of work that fails at first: recorded, waited for, rung for again. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_FAILED_WORK = List.of(
            new HaltPoint(ENGINE + "RunEngine", "wait", "enter", 3),
            new HaltPoint(ENGINE + "Ringer", "ringForWorkflows", "enter", 3),
            new HaltPoint(ENGINE + "RunEngine", "wait", "leave", 3),
            new HaltPoint(ENGINE + "Deliveries", "again", "enter", 3),
            new HaltPoint(ENGINE + "Deliveries", "again", "leave", 3),
            new HaltPoint(ENGINE + "Sweeper", "sweep", "leave", 2));

    /** The same for work that is given up: before and after it is laid down, and before and after the next of its line is rung for. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_GIVING_UP = List.of(
            new HaltPoint(LETTERS, "insert", "leave", 3).within("begin"),
            new HaltPoint(ENGINE + "Ringer", "next", "enter", 3).within("giveUp"),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 3).within("giveUp"),
            new HaltPoint(ENGINE + "RunEngine", "giveUp", "leave", 3),
            new HaltPoint(LETTERS, "insert", "leave", 3).within("hear"),
            new HaltPoint(ENGINE + "Deliveries", "giveUp", "leave", 3),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 3).within("goOn"),
            new HaltPoint(ENGINE + "Deliveries", "failed", "leave", 3));

    /** The same for work whose target is full or rests. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_WAITING_FOR_A_TARGET = List.of(
            new HaltPoint(ENGINE + "FullTargets", "keep", "enter", 3),
            new HaltPoint(ENGINE + "FullTargets", "keep", "leave", 3),
            new HaltPoint(ENGINE + "FullTargets", "free", "enter", 3),
            new HaltPoint(ENGINE + "Workers", "resume", "leave", 3).within("free"),
            new HaltPoint(ENGINE + "RunEngine", "rest", "enter", 2),
            new HaltPoint(ENGINE + "Ringer", "ringForWorkflows", "enter", 2).within("rest"),
            new HaltPoint(ENGINE + "RunEngine", "rest", "leave", 2));

    private final Deaths deaths = new Deaths();

    @AfterEach
    void endSenders() {
        deaths.close();
    }

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenTheStepsOfFailedWork(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-failures", directory, Map.of())) {
            scene.failAtFirst();
            List<Future<?>> senders = deaths.dieAtEach(BETWEEN_STEPS_OF_FAILED_WORK, scene);
            scene.failNoMore();
            Deaths.liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }

    @Test
    void givesUpOnceAndGoesOnWhenItDiesMeanwhile(@TempDir Path directory) throws Exception {
        Map<String, String> twoAttempts = Map.of("switchhook.retry.attempts", "2", "switchhook.retry.delay", "PT0.2S");
        try (CrashScene scene = new CrashScene("crash-given-up", directory, twoAttempts)) {
            scene.failAtStartsForGood();
            List<Future<?>> senders = deaths.dieAtEach(BETWEEN_STEPS_OF_GIVING_UP, scene);
            Deaths.liveOn(scene, senders);

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
            List<Future<?>> senders = deaths.dieAtEach(BETWEEN_STEPS_OF_WAITING_FOR_A_TARGET, scene);
            Deaths.liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }
}
