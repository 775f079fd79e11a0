package io.switchhook.it.delivery;

import static io.switchhook.it.delivery.DeliveryScene.call;
import static io.switchhook.it.delivery.DeliveryScene.distances;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator changes by configuration alone: the same EAR, the same definitions, other settings. */
class DeliverySettingsIT {

    private static final HttpTarget down = HttpTarget.start().alwaysAnswer(request -> Answer.status(503));
    private static final HttpTarget hanging = HttpTarget.start().alwaysAnswer(request -> Answer.hang());
    private static int closed;
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        closed = freePort();
        String oneAttempt = "url: 'http://127.0.0.1:" + closed + "/call', timeout: PT30S, retry: { attempts: 1 }";
        scene = new DeliveryScene(
                        "delivery-settings",
                        directory,
                        "switchhook.retry.attempts",
                        "2",
                        "switchhook.retry.delay",
                        "PT2S",
                        "switchhook.retry.jitter",
                        "0",
                        "switchhook.target.timeout",
                        "PT1S",
                        "switchhook.target.breaker.failures",
                        "2",
                        "switchhook.target.breaker.open",
                        "PT3S",
                        "io.switchhook.target.TargetConnection/call/Retry/maxRetries",
                        "40",
                        "io.switchhook.target.TargetConnection/call/Retry/delay",
                        "500")
                .define("down", call(down))
                .define("hanging", call(hanging))
                .define("closed", "  - name: call\n    httpRequest: { " + oneAttempt + " }")
                .start();
    }

    @AfterAll
    static void stop() {
        scene.close();
        down.close();
        hanging.close();
    }

    @Test
    void attemptsDelaysTimeOutsAndTheBreakerFollowTheSettings() throws Exception {
        String dead = scene.send("down", "d-1");
        assertThat(scene.deadLetter(dead).getInt("attempts")).isEqualTo(2);
        assertThat(distances(down.requests()).get(0)).isBetween(1950L, 7000L);

        String late = scene.send("down", "d-2");
        down.awaitRequests(3, Duration.ofSeconds(20));
        assertThat(distances(down.requests()).get(1))
                .as("the breaker opened after two failures: the third call waits for it, using up no attempt")
                .isGreaterThan(2500L);
        assertThat(scene.deadLetter(late).getInt("attempts")).isEqualTo(2);

        JsonObject letter = scene.deadLetter(scene.send("hanging", "h-1"));
        assertThat(letter.getString("reason")).contains("PT1S");
        assertThat(letter.getInt("attempts")).isEqualTo(2);
    }

    @Test
    void standardFaultToleranceKeysDecideHowOftenAFailedConnectionIsRepeatedAtOnce() throws Exception {
        String event = scene.send("closed", "c-1");
        TimeUnit.SECONDS.sleep(2);
        try (HttpTarget target = HttpTarget.start(closed)) {
            JsonObject run = scene.ended(event);

            assertThat(run.getString("status"))
                    .as("with one attempt, only the repeated connection can have reached the target: %s", run)
                    .isEqualTo("succeeded");
            assertThat(target.requests()).hasSize(1);
        }
        assertThat(List.of(scene.run(event).getJsonArray("attempts").size())).containsExactly(1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
