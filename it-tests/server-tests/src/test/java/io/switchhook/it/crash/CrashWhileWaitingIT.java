package io.switchhook.it.crash;

import static io.switchhook.it.crash.Deaths.ENGINE;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server around work whose target is full or rests. */
class CrashWhileWaitingIT {
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint(ENGINE + "FullTargets", "keep", "enter", 3),
            new HaltPoint(ENGINE + "FullTargets", "keep", "leave", 3),
            new HaltPoint(ENGINE + "FullTargets", "free", "enter", 3),
            new HaltPoint(ENGINE + "Workers", "resume", "leave", 3).within("free"),
            new HaltPoint(ENGINE + "StepResults", "rest", "enter", 2),
            new HaltPoint(ENGINE + "Ringer", "ringForWorkflows", "enter", 2).within("rest"),
            new HaltPoint(ENGINE + "StepResults", "rest", "leave", 2));

    @Test
    void takesUpWhatWaitedForItsTargetWhenItDiesMeanwhile(@TempDir Path directory) throws Exception {
        Map<String, String> narrow = Map.of(
                "switchhook.target.concurrency", "1",
                "switchhook.target.breaker.failures", "2",
                "switchhook.target.breaker.open", "PT0.5S");
        try (CrashScene scene = new CrashScene("crash-waiting", directory, narrow);
                Deaths deaths = new Deaths(scene)) {
            scene.answerSlowly(Duration.ofMillis(100));
            deaths.dieAtEach(BETWEEN_STEPS);
            deaths.liveOn();

            scene.assertNothingLostNorDoubled();
        }
    }
}
