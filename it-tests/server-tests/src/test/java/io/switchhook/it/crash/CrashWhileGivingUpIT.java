package io.switchhook.it.crash;

import static io.switchhook.it.crash.Deaths.ENGINE;
import static io.switchhook.it.crash.Deaths.STORE;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server around work that is given up: before and after it is laid down, and before and after the next of its line is rung for. */
class CrashWhileGivingUpIT {
    private static final String LETTERS = STORE + "DeadLetterRows";

    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint(LETTERS, "insert", "leave", 3).within("begin"),
            new HaltPoint(ENGINE + "Ringer", "next", "enter", 3).within("giveUp"),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 3).within("giveUp"),
            new HaltPoint(ENGINE + "GivenUp", "giveUp", "leave", 3),
            new HaltPoint(LETTERS, "insert", "leave", 3).within("hear"),
            new HaltPoint(ENGINE + "Deliveries", "giveUp", "leave", 3),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 3).within("goOn"),
            new HaltPoint(ENGINE + "Deliveries", "failed", "leave", 3));

    @Test
    void givesUpOnceAndGoesOnWhenItDiesMeanwhile(@TempDir Path directory) throws Exception {
        Map<String, String> twoAttempts = Map.of("switchhook.retry.attempts", "2", "switchhook.retry.delay", "PT0.2S");
        try (CrashScene scene = new CrashScene("crash-given-up", directory, twoAttempts);
                Deaths deaths = new Deaths(scene)) {
            scene.failAtStartsForGood();
            deaths.dieAtEach(BETWEEN_STEPS);
            deaths.liveOn();

            scene.assertNothingLostNorDoubled();
            scene.assertDeadLetters("2 of 2 attempts used", 2);
        }
    }
}
