package io.switchhook.it.crash;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Java agent that ends its process, as {@code kill -9} would, with work standing at given points of the code: it replaces classes of
 * the shipped EAR by what {@link HaltPoint}s were woven into, told of in a file, before the process starts or later. The first thread that
 * is to die at a point goes no further; the process ends when there is one at each point.
 */
public final class HaltAgent {
    /** So long it waits for the next: where a start cannot get by what stands, nobody else would end it. */
    private static final int LONELY_SECONDS = 15;

    private static final Map<String, Passes> AWAITED = new ConcurrentHashMap<>();
    private static volatile Path reached;

    private HaltAgent() {}

    /**
     * Acknowledges by a file of the same name with the ending {@code .taken}, and tells the points that work stands at in one with the
     * ending {@code .reached}, one a line.
     *
     * @param file holds what {@link HaltPoint#weave} wrote; while it is not there, the process lives
     */
    public static void premain(String file, Instrumentation instrumentation) throws Exception {
        Path order = Path.of(file);
        if (Files.exists(order)) {
            take(order, instrumentation);
            return;
        }
        Thread watch = new Thread(() -> await(order, instrumentation), "halt-agent");
        watch.setDaemon(true);
        watch.start();
    }

    private static void await(Path order, Instrumentation instrumentation) {
        try {
            while (!Files.exists(order)) {
                Thread.sleep(20);
            }
            take(order, instrumentation);
        } catch (IOException | InterruptedException | UnmodifiableClassException e) {
            throw new IllegalStateException("cannot take " + order, e);
        }
    }

    private static void take(Path order, Instrumentation instrumentation)
            throws IOException, UnmodifiableClassException {
        reached = Path.of(order + ".reached");
        Map<String, byte[]> woven = new HashMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(order))) {
            for (int points = in.readInt(); points > 0; points--) {
                AWAITED.put(in.readUTF(), new Passes(in.readUTF(), new AtomicInteger(in.readInt())));
            }
            for (int classes = in.readInt(); classes > 0; classes--) {
                woven.put(in.readUTF(), in.readNBytes(in.readInt()));
            }
        }
        instrumentation.addTransformer(new Replacements(woven), true);
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (woven.containsKey(type.getName().replace('.', '/'))) {
                instrumentation.retransformClasses(type);
            }
        }
        Files.createFile(Path.of(order + ".taken"));
    }

    /** Called by each thread that comes to a point; returns unless it is the one to stand there. */
    public static void pass(String point) throws IOException {
        Passes passes = AWAITED.get(point);
        if (passes == null || !passes.isLast()) {
            return;
        }
        synchronized (AWAITED) {
            Files.writeString(reached, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            AWAITED.remove(point);
            haltUnlessMoreCome();
        }
        while (true) {
            pause();
        }
    }

    private static void haltUnlessMoreCome() {
        int left = AWAITED.size();
        if (left == 0) {
            Runtime.getRuntime().halt(137);
        }
        Thread patience = new Thread(
                () -> {
                    pause();
                    if (AWAITED.size() == left) {
                        Runtime.getRuntime().halt(137);
                    }
                },
                "halt-patience");
        patience.setDaemon(true);
        patience.start();
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(LONELY_SECONDS);
        } catch (InterruptedException ignored) {
            // Who stands here is as good as dead.
        }
    }

    /** @param within as in {@link HaltPoint} */
    private record Passes(String within, AtomicInteger left) {

        boolean isLast() {
            return (within.isEmpty() || isWithin()) && left.decrementAndGet() == 0;
        }

        private boolean isWithin() {
            for (StackTraceElement caller : Thread.currentThread().getStackTrace()) {
                if (caller.getMethodName().equals(within)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Wherever those classes are loaded. */
    private record Replacements(Map<String, byte[]> woven) implements ClassFileTransformer {
        @Override
        public byte[] transform(
                ClassLoader loader, String loaded, Class<?> type, ProtectionDomain domain, byte[] original) {
            byte[] replacement = loaded == null ? null : woven.get(loaded);
            return replacement == null ? null : replacement.clone();
        }
    }
}
