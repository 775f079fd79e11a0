package io.switchhook.it.crash;

import static io.switchhook.it.crash.Deaths.ENGINE;
import static io.switchhook.it.crash.Deaths.SUBSCRIPTION;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server between every two steps of the work on an event: its runs of workflows, its deliveries to observers. */
class CrashAtWorkIT {
    /** In the order of an event's way, but for what happens only to work that a death left: it is not claimed at birth. */
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint(ENGINE + "RunEngine", "attempt", "leave", 3),
            new HaltPoint(ENGINE + "Claims", "claim", "leave", 1),
            new HaltPoint(ENGINE + "StepResults", "record", "leave", 3),
            new HaltPoint(ENGINE + "Endings", "commit", "leave", 3),
            new HaltPoint(SUBSCRIPTION + "Observers", "call", "leave", 3),
            new HaltPoint(ENGINE + "Deliveries", "goOn", "enter", 2),
            new HaltPoint(ENGINE + "Ringer", "next", "enter", 5),
            new HaltPoint(ENGINE + "Ringer", "takeAndRing", "enter", 3),
            new HaltPoint(ENGINE + "Readers", "hear", "leave", 3));

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenAnyTwoSteps(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-at-work", directory, Map.of());
                Deaths deaths = new Deaths(scene)) {
            deaths.dieAtEach(BETWEEN_STEPS);
            deaths.liveOn();

            scene.assertNothingLostNorDoubled();
        }
    }
}
