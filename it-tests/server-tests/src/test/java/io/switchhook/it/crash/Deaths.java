package io.switchhook.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.server.ServerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Lives of a scene's server that end at given points, while senders go on. */
final class Deaths implements AutoCloseable {
    static final String ENGINE = "io.switchhook.engine.";
    static final String SUBSCRIPTION = "io.switchhook.api.subscription.";
    static final String STORE = "io.switchhook.store.";

    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int ROUNDS = 24;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> senders = new ArrayList<>();
    private final CrashScene scene;

    Deaths(CrashScene scene) {
        this.scene = scene;
    }

    /** Sends on a thread of its own. */
    void send(Callable<?> sender) {
        senders.add(threads.submit(sender));
    }

    /**
     * At each point in a life of its own, which begins by mending what the death before left. Of a run of all tests on both servers, each takes
     * every second point: a life costs a start.
     */
    void dieAtEach(List<HaltPoint> points) throws Exception {
        scene.server.start();
        scene.awaitObserver();
        for (HaltPoint point : ours(points, System.getProperty("crash.points"))) {
            scene.dieAt(point);
            sendLives();
            if (!scene.server.isAlive()) {
                startToDie();
            }
            awaitDeath(point);
        }
    }

    private static List<HaltPoint> ours(List<HaltPoint> points, String which) {
        return switch (which) {
            case "all" -> points;
            case "odd" -> everySecond(points, 0);
            case "even" -> everySecond(points, 1);
            default ->
                throw new IllegalArgumentException("crash.points is \"" + which + "\"; allowed are all, odd, even");
        };
    }

    private static List<HaltPoint> everySecond(List<HaltPoint> points, int first) {
        return IntStream.range(0, points.size())
                .filter(place -> place % 2 == first)
                .mapToObj(points::get)
                .toList();
    }

    private void sendLives() {
        for (int i = 0; i < 4; i++) {
            String subject = "s" + senders.size();
            send(() -> {
                scene.sendLife(subject);
                return null;
            });
        }
    }

    /** What comes together passes a point once, so it may take more than was sent. */
    private void awaitDeath(HaltPoint point) throws InterruptedException {
        for (int round = 1; !scene.server.endsWithin(ROUND); round++) {
            assertThat(round)
                    .as("rounds in which it does not die at: %s", point)
                    .isLessThan(ROUNDS);
            sendLives();
        }
        assertThat(scene.server.waitFor()).as("halted, not ended by itself").isEqualTo(137);
    }

    /** A last life, until all is sent. */
    void liveOn() throws Exception {
        scene.dieNoMore();
        scene.server.start();
        awaitSent();
    }

    /** Waits until those who send are done. */
    void awaitSent() throws Exception {
        for (Future<?> sender : senders) {
            sender.get(4, TimeUnit.MINUTES);
        }
    }

    /** It may die before it is ready, at what the life before left to be mended. */
    private void startToDie() {
        try {
            scene.server.start();
        } catch (ServerFailure notReady) {
            if (scene.server.isAlive()) {
                throw notReady;
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
