package io.switchhook.it.crash;

import static io.switchhook.it.crash.Deaths.ENGINE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server between every two steps of an event's way in, until it is stored and its runs and deliveries are known. */
class CrashOnTheWayInIT {
    /** In the order of an event's way. */
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint("io.switchhook.intake.InboundQueue", "send", "leave", 3),
            new HaltPoint("io.switchhook.intake.GuardedInbox", "put", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "store", "leave", 3),
            new HaltPoint(ENGINE + "Workers", "begin", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "ring", "leave", 3),
            new HaltPoint(ENGINE + "InboundConsumer", "consume", "leave", 3),
            new HaltPoint("io.switchhook.jms.QueueReader", "read", "leave", 3));

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenAnyTwoSteps(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-way-in", directory, Map.of());
                Deaths deaths = new Deaths(scene)) {
            deaths.dieAtEach(BETWEEN_STEPS);
            deaths.liveOn();

            scene.assertNothingLostNorDoubled();
        }
    }
}
