package io.switchhook.it.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;

/**
 * A point between two steps at which the process is to die.
 *
 * @param type full name of a class of the shipped EAR
 * @param moment {@code enter} or {@code leave}
 * @param pass at which pass, from 1
 * @param within name of a method further up the stack, whose calls alone count; empty: all do
 */
record HaltPoint(String type, String method, String moment, int pass, String within) {

    HaltPoint(String type, String method, String moment, int pass) {
        this(type, method, moment, pass, "");
    }

    /** The same point, where only passes within calls of this method count. */
    HaltPoint within(String caller) {
        return new HaltPoint(type, method, moment, pass, caller);
    }

    /** As the agent reads it. */
    String toText() {
        return type + "#" + method + ":" + moment + ":" + pass + ":" + within;
    }

    @Override
    public String toString() {
        return moment + " " + type.substring(type.lastIndexOf('.') + 1) + "." + method + ", pass " + pass
                + (within.isEmpty() ? "" : " within " + within);
    }

    /** Packs {@link HaltAgent} as a Java agent. */
    static Path agent(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path jar = directory.resolve("halt-agent.jar");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", HaltAgent.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                ByteBuddy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (Class<?> type : List.of(HaltAgent.class, HaltAgent.Entering.class, HaltAgent.Leaving.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(entries);
                }
            }
        }
        return jar;
    }
}
