package io.switchhook.it.crash;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;

/**
 * A Java agent that ends its process, as {@code kill -9} would, at one point of the code: it replaces a class of the shipped EAR by
 * one that a {@link HaltPoint} was woven into, told of in a file, before the process starts or later.
 */
public final class HaltAgent {
    private HaltAgent() {}

    /**
     * Acknowledges by a file of the same name with the ending {@code .taken}.
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
        try (DataInputStream in = new DataInputStream(Files.newInputStream(order))) {
            String name = in.readUTF();
            System.setProperty(Halt.PASSES, in.readUTF());
            System.setProperty(Halt.WITHIN, in.readUTF());
            byte[] woven = in.readAllBytes();
            instrumentation.addTransformer(new Replacement(name.replace('.', '/'), woven), true);
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                if (type.getName().equals(name)) {
                    instrumentation.retransformClasses(type);
                }
            }
        }
        Files.createFile(Path.of(order + ".taken"));
    }

    /** Wherever that class is loaded. */
    private static final class Replacement implements ClassFileTransformer {
        private final String name;
        private final byte[] woven;

        Replacement(String name, byte[] woven) {
            this.name = name;
            this.woven = woven;
        }

        @Override
        public byte[] transform(
                ClassLoader loader, String loaded, Class<?> type, ProtectionDomain domain, byte[] original) {
            return name.equals(loaded) ? woven.clone() : null;
        }
    }
}
