package io.switchhook.it.crash;

import io.switchhook.it.order.OneAtATime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server between every two steps of an event's way, and at any moment under load. */
class CrashIT {
    private static final String ENGINE = "io.switchhook.engine.";
    private static final String SUBSCRIPTION = "io.switchhook.api.subscription.";

    /** In the order of an event's way; each in a life of its own, which begins by mending what the death before left. */
    private static final List<HaltPoint> BETWEEN_STEPS = List.of(
            new HaltPoint("io.switchhook.intake.InboundQueue", "send", "leave", 3),
            new HaltPoint("io.switchhook.intake.GuardedInbox", "put", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "store", "leave", 3),
            new HaltPoint(ENGINE + "Workers", "begin", "leave", 3),
            new HaltPoint(ENGINE + "InboundEngine", "ring", "leave", 3),
            new HaltPoint(ENGINE + "InboundConsumer", "consume", "leave", 3),
            new HaltPoint("io.switchhook.jms.QueueReader", "read", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "claim", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "attempt", "leave", 3),
            new HaltPoint(ENGINE + "RunEngine", "record", "leave", 3),
            new HaltPoint(SUBSCRIPTION + "Observers", "call", "leave", 3),
            new HaltPoint(ENGINE + "Deliveries", "goOn", "enter", 2),
            new HaltPoint(ENGINE + "Ringer", "next", "enter", 5),
            new HaltPoint(ENGINE + "Ringer", "takeAndRing", "enter", 3),
            new HaltPoint(ENGINE + "Readers", "hear", "leave", 3));

    /** With a subscriber of one thread, which therefore takes and reports several deliveries at a time. */
    private static final List<HaltPoint> BETWEEN_STEPS_OF_A_BATCH = List.of(
            new HaltPoint(SUBSCRIPTION + "Batch", "deliver", "leave", 1).within("deliverFurther"),
            new HaltPoint(SUBSCRIPTION + "Batch", "report", "enter", 2),
            new HaltPoint(SUBSCRIPTION + "Batch", "commit", "leave", 2),
            new HaltPoint("io.switchhook.store.DeliveryRows", "succeed", "leave", 2),
            new HaltPoint(ENGINE + "Bells", "ring", "leave", 2).within("goOn"));

    private final Deaths deaths = new Deaths();

    @AfterEach
    void endSenders() {
        deaths.close();
    }

    @Test
    void losesAndDoublesNothingWhenItDiesBetweenAnyTwoSteps(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-steps", directory, Map.of())) {
            List<Future<?>> senders = deaths.dieAtEach(BETWEEN_STEPS, scene);
            Deaths.liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }

    @Test
    void losesAndDoublesNothingWhenItDiesInABatchOfDeliveries(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-batch", directory, Map.of(), OneAtATime.class)) {
            List<Future<?>> senders = deaths.dieAtEach(BETWEEN_STEPS_OF_A_BATCH, scene);
            Deaths.liveOn(scene, senders);

            scene.assertNothingLostNorDoubled();
        }
    }

    @Test
    void losesAndDoublesNothingWhenItIsKilledUnderLoad(@TempDir Path directory) throws Exception {
        try (CrashScene scene = new CrashScene("crash-load", directory, Map.of())) {
            scene.server.start();
            scene.awaitObserver();
            AtomicBoolean killing = new AtomicBoolean(true);
            List<Future<?>> senders = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String prefix = "t" + thread + "-";
                senders.add(deaths.send(() -> {
                    for (int i = 0; i < 40 || killing.get(); i++) {
                        scene.sendLife(prefix + i);
                    }
                    return null;
                }));
            }
            for (int kill = 0; kill < 4; kill++) {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(200, 1500));
                scene.server.kill();
                scene.server.start();
            }
            killing.set(false);
            for (Future<?> sender : senders) {
                sender.get(3, TimeUnit.MINUTES);
            }

            scene.assertNothingLostNorDoubled();
        }
    }
}
