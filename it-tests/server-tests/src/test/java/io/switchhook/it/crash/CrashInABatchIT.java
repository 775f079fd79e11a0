package io.switchhook.it.crash;

import static io.switchhook.it.crash.Deaths.ENGINE;
import static io.switchhook.it.crash.Deaths.STORE;
import static io.switchhook.it.crash.Deaths.SUBSCRIPTION;

import io.switchhook.it.order.OneAtATime;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server with a subscriber of one thread, which therefore takes and reports several deliveries at a time. */
class CrashInABatchIT {
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint(SUBSCRIPTION + "Batch", "deliver", "leave", 3).within("deliverFurther"),
            new HaltPoint(SUBSCRIPTION + "Batch", "report", "enter", 4),
            new HaltPoint(SUBSCRIPTION + "Batch", "commit", "leave", 4),
            new HaltPoint(STORE + "DeliveryRows", "succeed", "leave", 2),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 2).within("goOn"));

    @Test
    void losesAndDoublesNothingWhenItDiesInABatchOfDeliveries(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-batch", directory, Map.of(), OneAtATime.class);
                Deaths deaths = new Deaths(scene)) {
            deaths.dieAtEach(BETWEEN_STEPS);
            deaths.liveOn();

            scene.assertNothingLostNorDoubled();
        }
    }
}
