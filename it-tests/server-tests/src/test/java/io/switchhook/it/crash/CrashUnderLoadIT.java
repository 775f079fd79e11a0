package io.switchhook.it.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server at any moment under load. */
class CrashUnderLoadIT {

    @Test
    void losesAndDoublesNothingWhenItIsKilledUnderLoad(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-load", directory, Map.of());
                Deaths deaths = new Deaths(scene)) {
            scene.server.start();
            scene.awaitObserver();
            AtomicBoolean killing = new AtomicBoolean(true);
            for (int thread = 0; thread < 8; thread++) {
                String prefix = "t" + thread + "-";
                deaths.send(() -> {
                    for (int i = 0; i < 40 || killing.get(); i++) {
                        scene.sendLife(prefix + i);
                    }
                    return null;
                });
            }
            for (int kill = 0; kill < 4; kill++) {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(200, 1500));
                scene.server.kill();
                scene.server.start();
            }
            killing.set(false);
            deaths.awaitSent();

            scene.assertNothingLostNorDoubled();
        }
    }
}
