package io.switchhook.it.delivery;

import static io.switchhook.it.admin.AdminApi.await;
import static io.switchhook.it.delivery.DeliveryScene.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.http.Answer;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that take all the time they are given, in greater number than there are threads for all their calls. */
class SlowTargetsIT {
    private static final int SLOW = 9;
    private static final int RUNS = 8;
    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    private static final List<HttpTarget> slow = IntStream.range(0, SLOW)
            .mapToObj(i -> HttpTarget.start().alwaysAnswer(request -> Answer.hang()))
            .toList();
    private static final HttpTarget healthy = HttpTarget.start();
    private static DeliveryScene scene;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        scene = new DeliveryScene("slow-targets", directory, "switchhook.target.breaker.failures", "1000")
                .define("healthy", call(healthy));
        for (int i = 0; i < SLOW; i++) {
            scene.define("slow" + i, call(slow.get(i), "timeout: " + TIME_OUT, "retry: { attempts: 1 }"));
        }
        scene.start();
    }

    @AfterAll
    static void stop() {
        scene.close();
        slow.forEach(HttpTarget::close);
        healthy.close();
    }

    @Test
    void holdUpNoOtherTargetAndAreThemselvesCalledAsSoonAsThereIsRoom() throws Exception {
        scene.ended(scene.send("healthy", "warm-up"));
        sendToAllSlowAtOnce();
        // More than half of the threads, so that the healthy target does meet a busy server.
        await("many slow calls under way", TIME_OUT.multipliedBy(6), SlowTargetsIT::underWay, calls -> calls >= 48);

        Instant sent = Instant.now();
        scene.send("healthy", "h-1");

        await(
                "the healthy target is served",
                Duration.ofSeconds(30),
                () -> healthy.requests().size(),
                n -> n == 2);
        assertThat(Duration.between(sent, healthy.requests().get(1).at())).isLessThan(Duration.ofSeconds(4));
        // Two rounds of time-outs at most, however the threads were shared out; the sweep would come after 30 s.
        await("every slow run had its call", TIME_OUT.multipliedBy(4), SlowTargetsIT::called, n -> n == SLOW * RUNS);
    }

    private static void sendToAllSlowAtOnce() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SLOW);
        try {
            List<Callable<Void>> lines = IntStream.range(0, SLOW)
                    .mapToObj(i -> (Callable<Void>) () -> {
                        for (int run = 0; run < RUNS; run++) {
                            scene.send("slow" + i, "s-" + i + "-" + run);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> line : senders.invokeAll(lines)) {
                line.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private static long underWay() {
        Instant since = Instant.now().minus(TIME_OUT);
        return slow.stream()
                .flatMap(target -> target.requests().stream())
                .map(ReceivedRequest::at)
                .filter(since::isBefore)
                .count();
    }

    private static int called() {
        return slow.stream().mapToInt(target -> target.requests().size()).sum();
    }
}
