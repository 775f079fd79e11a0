package io.switchhook.api.subscription;

import io.switchhook.api.subscription.Reception.Connections;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.SubscriberReport;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.function.Supplier;

/** The threads of a subscriber, between the start of its application and its stop. */
final class Reachable {
    /** How long running observers get to finish once the application stops, and how long to react to an interrupt. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration LAST_GRACE = Duration.ofSeconds(2);

    private final CountDownLatch stopReceiving = new CountDownLatch(1);
    private final CountDownLatch stopSaying = new CountDownLatch(1);
    private final List<Reception> receptions = new ArrayList<>();
    private final List<Thread> receiving = new ArrayList<>();
    private final Thread presence;

    private Reachable(
            Subscriber subscriber,
            Asked asked,
            ThreadFactory threads,
            Supplier<Function<EventRecord, Optional<Throwable>>> observers) {
        Contact contact = new Contact(subscriber.name());
        Connections connections = mode -> Switchboard.find().connect(mode);
        InstantSource time = steady();
        for (int i = 1; i <= subscriber.threads(); i++) {
            Reception reception = new Reception(subscriber, observers.get(), contact, stopReceiving, connections, time);
            Thread thread = threads.newThread(reception);
            thread.setName("switchhook-" + subscriber.name() + "-" + i);
            receptions.add(reception);
            receiving.add(thread);
        }
        presence = threads.newThread(
                new Presence(subscriber, asked, contact, stopSaying, this::inAdvance, connections, time));
        presence.setName("switchhook-" + subscriber.name() + "-presence");
    }

    /** @param observers makes one for each thread */
    static Reachable start(
            Subscriber subscriber,
            Asked asked,
            ThreadFactory threads,
            Supplier<Function<EventRecord, Optional<Throwable>>> observers) {
        Reachable reachable = new Reachable(subscriber, asked, threads, observers);
        reachable.receiving.forEach(Thread::start);
        reachable.presence.start();
        return reachable;
    }

    /** Returns when no observer runs any more and Switchhook has been told, or after seven seconds. */
    void stop() {
        stopReceiving.countDown();
        receptions.forEach(Reception::wake);
        join(receiving, GRACE);
        receiving.forEach(Thread::interrupt);
        join(receiving, LAST_GRACE);
        stopSaying.countDown();
        join(List.of(presence), LAST_GRACE);
        presence.interrupt();
    }

    private List<SubscriberReport> inAdvance() {
        return receptions.stream()
                .flatMap(reception -> reception.relieve().stream())
                .toList();
    }

    /** The time now, from then on without the leaps of a clock that is set. */
    private static InstantSource steady() {
        Instant start = InstantSource.system().instant();
        long nanos = System.nanoTime();
        return () -> start.plusNanos(System.nanoTime() - nanos);
    }

    private static void join(List<Thread> threads, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (Thread thread : threads) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left > 0) {
                    thread.join(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
