package io.switchhook.it.order;

import io.switchhook.it.hook.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Sends the events of many subjects at once, those of each subject one after the other, each until it is accepted: two from one
 * source, then two from another in one request, and so on; the first is now and then sent again.
 */
final class Streams implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> sending = new ArrayList<>();
    private final Sender digital;
    private final Sender voice;
    private final List<String> subjects;
    private final int length;
    // The next two are guarded by this.
    private int open;
    private int accepted;

    /** @param prefix what the names of the subjects begin with, a test's own */
    Streams(String prefix, int subjects, int length, Sender digital, Sender voice) {
        this.digital = digital;
        this.voice = voice;
        this.subjects =
                IntStream.range(0, subjects).mapToObj(i -> prefix + "-" + i).toList();
        this.length = length;
    }

    static String topic(int step) {
        return "interaction.step-" + step;
    }

    List<String> subjects() {
        return subjects;
    }

    /** The topics of each subject's events, in the order in which they are accepted. */
    List<String> topics() {
        return IntStream.range(0, length).mapToObj(Streams::topic).toList();
    }

    /** Begins to send. */
    Streams start() {
        for (String subject : subjects) {
            sending.add(threads.submit(() -> {
                send(subject);
                return null;
            }));
        }
        return this;
    }

    /** Lets each stream go on until this many of its events are sent. */
    synchronized Streams openUntil(int step) {
        open = step;
        notifyAll();
        return this;
    }

    /** Lets each stream go on to its end. */
    Streams openAll() {
        return openUntil(length);
    }

    /** Waits until so many events are accepted, of all subjects together. */
    synchronized Streams awaitAccepted(int events) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
        while (accepted < events) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(accepted + " of " + events + " events were accepted in time");
            }
            wait(left);
        }
        return this;
    }

    /** Waits until all events are accepted. */
    Streams awaitSent() throws Exception {
        for (Future<?> stream : sending) {
            stream.get(5, TimeUnit.MINUTES);
        }
        return this;
    }

    private void send(String subject) throws InterruptedException {
        for (int step = 0; step < length; ) {
            awaitOpen(step);
            boolean pair = step % 4 == 2 && step + 1 < length;
            if (pair) {
                voice.sendUntilAccepted(body(subject, entity(subject, step) + "," + entity(subject, step + 1), step));
            } else {
                digital.sendUntilAccepted(body(subject, entity(subject, step), step));
            }
            int events = pair ? 2 : 1;
            step += events;
            count(events);
            if (step % 5 == 0) {
                digital.sendUntilAccepted(body(subject, entity(subject, 0), 0)); // a sender's redelivery, long after
            }
        }
    }

    private synchronized void awaitOpen(int step) throws InterruptedException {
        while (step >= open) {
            wait();
        }
    }

    private synchronized void count(int events) {
        accepted += events;
        notifyAll();
    }

    private static String body(String subject, String entities, int step) {
        return "{\"operationId\":\"op-" + subject + "-" + step + "\",\"data\":{\"entities\":[" + entities + "]}}";
    }

    private static String entity(String subject, int step) {
        return "{\"event\":\"STEP-" + step + "\",\"entity\":{\"id\":\"" + subject + "\",\"mediaType\":\"chat\"}}";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
