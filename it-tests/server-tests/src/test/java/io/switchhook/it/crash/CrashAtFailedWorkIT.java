package io.switchhook.it.crash;

import static io.switchhook.it.crash.Deaths.ENGINE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server between every two steps of work that fails at first: recorded, waited for, rung for again. */
class CrashAtFailedWorkIT {
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint(ENGINE + "RunPauses", "until", "enter", 3),
            new HaltPoint(ENGINE + "Ringer", "ringForWorkflows", "enter", 3),
            new HaltPoint(ENGINE + "RunPauses", "until", "leave", 3),
            new HaltPoint(ENGINE + "Deliveries", "again", "enter", 3),
            new HaltPoint(ENGINE + "Deliveries", "again", "leave", 3),
            new HaltPoint(ENGINE + "Sweeper", "sweep", "leave", 2));

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenTheStepsOfFailedWork(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-failures", directory, Map.of());
                Deaths deaths = new Deaths(scene)) {
            scene.failAtFirst();
            deaths.dieAtEach(BETWEEN_STEPS);
            scene.failNoMore();
            deaths.liveOn();

            scene.assertNothingLostNorDoubled();
        }
    }
}
