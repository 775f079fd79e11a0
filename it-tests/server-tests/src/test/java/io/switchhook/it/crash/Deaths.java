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

/** Lives of a scene's server that end at given points, while senders go on. */
final class Deaths implements AutoCloseable {
    static final String ENGINE = "io.switchhook.engine.";
    static final String SUBSCRIPTION = "io.switchhook.api.subscription.";
    static final String STORE = "io.switchhook.store.";

    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int ROUNDS = 60;

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
     * Lives until the server has died with work at each point: at as many of them at a time as work comes to, since a life costs a start, which
     * mends what the death before left.
     */
    void dieAtEach(List<HaltPoint> points) throws Exception {
        scene.server.start();
        scene.awaitObserver();
        List<HaltPoint> left = new ArrayList<>(points);
        while (!left.isEmpty()) {
            scene.dieAt(left);
            sendLives();
            if (!scene.server.isAlive()) {
                startToDie();
            }
            left.removeAll(awaitDeath(left));
        }
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

    /**
     * What comes together passes a point once, so it may take more than was sent. Where work stands at some points and comes to no other, as
     * one may be on the way to the other, it is killed.
     */
    private List<HaltPoint> awaitDeath(List<HaltPoint> points) throws Exception {
        int before = 0;
        for (int round = 1; !scene.server.endsWithin(ROUND); round++) {
            int reached = scene.reached(points).size();
            if (reached > 0 && reached == before) {
                scene.server.kill();
                break;
            }
            assertThat(round)
                    .as("rounds in which it does not die at any of: %s", points)
                    .isLessThan(ROUNDS);
            before = reached;
            sendLives();
        }
        assertThat(scene.server.waitFor()).as("killed, not ended by itself").isEqualTo(137);
        List<HaltPoint> reached = scene.reached(points);
        System.out.println("Died at " + reached);
        assertThat(reached).as("of %s", points).isNotEmpty();
        return reached;
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
            sender.get(10, TimeUnit.MINUTES);
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
