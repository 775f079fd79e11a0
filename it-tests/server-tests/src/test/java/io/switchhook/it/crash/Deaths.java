package io.switchhook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.server.ServerFailure;
import io.switchhook.it.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Lives of a server that end at given points, while senders go on. */
final class Deaths implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Sends on a thread of its own. */
    Future<?> send(Callable<?> sender) {
        return threads.submit(sender);
    }

    /** At each point in a life of its own; those who still send what was begun. */
    List<Future<?>> dieAtEach(List<HaltPoint> points, CrashScene scene) throws Exception {
        scene.server.start();
        scene.awaitObserver();
        scene.server.kill();
        List<Future<?>> senders = new ArrayList<>();
        for (HaltPoint point : points) {
            scene.dieAt(point);
            for (int i = 0; i < 4; i++) {
                String subject = "s" + senders.size();
                senders.add(threads.submit(() -> {
                    scene.sendLife(subject);
                    return null;
                }));
            }
            startToDie(scene.server);
            AdminApi.await("dies at: " + point, Duration.ofSeconds(60), scene.server::isAlive, alive -> !alive);
            assertThat(scene.server.waitFor()).as("halted, not ended by itself").isEqualTo(137);
        }
        return senders;
    }

    static void liveOn(CrashScene scene, List<Future<?>> senders) throws Exception {
        scene.dieNoMore();
        scene.server.start();
        for (Future<?> sender : senders) {
            sender.get(2, TimeUnit.MINUTES);
        }
    }

    /** It may die before it is ready, at what the life before left to be mended. */
    private static void startToDie(ServerProcess server) {
        try {
            server.start();
        } catch (ServerFailure notReady) {
            if (server.isAlive()) {
                throw notReady;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
