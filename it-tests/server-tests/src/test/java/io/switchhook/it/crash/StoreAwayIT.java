package io.switchhook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Health;
import io.switchhook.it.postgres.PostgresServer;
import io.switchhook.it.server.TestStore;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Kills the database under a server that goes on, at any moment. */
@EnabledIfSystemProperty(named = "store", matches = "postgres", disabledReason = "H2 dies with the server only")
class StoreAwayIT {
    private static final int SENDERS = 8;
    private static final int LIVES = 4;

    @Test
    void losesAndDoublesNothingAndGoesOnByItselfWhenTheDatabaseIsAwayAtTheStartAndKilledUnderLoad(
            @TempDir Path directory) throws Exception {
        try (PostgresServer postgres = TestStore.another();
                CrashScene scene =
                        new CrashScene("store-away", directory, setup -> setup.storingIn(postgres, "store-away"));
                Deaths deaths = new Deaths(scene)) {
            postgres.stop();
            scene.server.start();
            AdminApi api = new AdminApi(scene.server.http());
            assertThat(new Health(scene.server.management()).ready())
                    .as("the hook takes events without the store")
                    .isEqualTo(200);
            assertThatThrownBy(() -> api.get("events")).hasMessageContaining("503");
            String early = scene.sendEarly();
            postgres.start();
            scene.awaitObserver();
            assertThat(api.all("events?subject=" + early))
                    .as("accepted before the store was there")
                    .hasSize(1);
            assertThat(scene.server.log()).contains("SWH1001", "SWH1002");

            for (int kill = 0; kill < 3; kill++) {
                sendLives(deaths, scene, kill + "before");
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(300));
                postgres.kill();
                sendLives(deaths, scene, kill + "while");
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(300));
                postgres.start();
            }
            deaths.awaitSent();

            scene.assertNothingLostNorDoubled();
            assertThat(scene.server.log())
                    .as("the database's password")
                    .doesNotContain(postgres.database("store-away").password());
        }
    }

    private static void sendLives(Deaths deaths, CrashScene scene, String prefix) {
        for (int sender = 0; sender < SENDERS; sender++) {
            String subject = prefix + sender + "-";
            deaths.send(() -> {
                for (int life = 0; life < LIVES; life++) {
                    scene.sendLife(subject + life);
                }
                return null;
            });
        }
    }
}
