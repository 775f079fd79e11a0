package io.switchhook.it.cluster;

import io.switchhook.it.hook.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Sends the events of many subjects at once, those of each subject one after the other, each until a node has accepted it: to the nodes in
 * turn, and every fourth to all of them at the same moment.
 */
final class Load implements AutoCloseable {
    private static final long PATIENCE_MINUTES = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> sending = new ArrayList<>();
    private final List<Sender> nodes;
    private final List<String> subjects;
    // The next two are guarded by this.
    private int open;
    private int accepted;

    /** @param prefix what the names of the subjects begin with, a test's own */
    Load(String prefix, int subjects, List<Sender> nodes) {
        this.nodes = nodes;
        this.subjects =
                IntStream.range(0, subjects).mapToObj(i -> prefix + "-" + i).toList();
    }

    List<String> subjects() {
        return subjects;
    }

    /** Begins to send. */
    Load start() {
        for (int i = 0; i < subjects.size(); i++) {
            int number = i;
            sending.add(threads.submit(() -> {
                send(number);
                return null;
            }));
        }
        return this;
    }

    /** Lets each subject go on until this many of its events are sent. */
    synchronized Load openUntil(int step) {
        open = step;
        notifyAll();
        return this;
    }

    /** Lets each subject go on to its end, and waits for that. */
    Load sendAll() throws Exception {
        openUntil(ClusterScene.LENGTH);
        for (Future<?> subject : sending) {
            subject.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        }
        return this;
    }

    /** Waits until so many events are accepted, of all subjects together. */
    synchronized Load awaitAccepted(int events) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        while (accepted < events) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(accepted + " of " + events + " events were accepted in time");
            }
            wait(left);
        }
        return this;
    }

    private void send(int number) throws InterruptedException, ExecutionException {
        String subject = subjects.get(number);
        for (int step = 0; step < ClusterScene.LENGTH; step++) {
            awaitOpen(step);
            String body = Sender.body("op-" + subject + "-" + step, "STEP-" + step, subject);
            if (step % 4 != 3 || !isAcceptedOfAny(body)) {
                untilAccepted(body, number + step);
            }
            count();
        }
    }

    private boolean isAcceptedOfAny(String body) throws InterruptedException, ExecutionException {
        List<Future<Boolean>> answers = nodes.stream()
                .map(node -> threads.submit(() -> node.accepted(body)))
                .toList();
        boolean any = false;
        for (Future<Boolean> answer : answers) {
            any |= answer.get();
        }
        return any;
    }

    private void untilAccepted(String body, int first) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
        for (int node = first; !nodes.get(node % nodes.size()).accepted(body); node++) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not accepted in time: " + body);
            }
            TimeUnit.MILLISECONDS.sleep(100); // as a sender that is told to come again
        }
    }

    private synchronized void awaitOpen(int step) throws InterruptedException {
        while (step >= open) {
            wait();
        }
    }

    private synchronized void count() {
        accepted++;
        notifyAll();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
