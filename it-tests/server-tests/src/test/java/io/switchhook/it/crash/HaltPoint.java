package io.switchhook.it.crash;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;

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

    /**
     * Writes what {@link HaltAgent} reads: the points, and their classes with a {@link Halt} woven into each point's method; whole at once.
     *
     * @param classes finds the EAR's classes
     * @throws AssertionError if there is no such method
     */
    static void weave(List<HaltPoint> points, ClassFileLocator classes, Path order) throws IOException {
        Map<String, List<HaltPoint>> types =
                points.stream().collect(groupingBy(HaltPoint::type, LinkedHashMap::new, toList()));
        Path part = order.resolveSibling(order.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(part))) {
            out.writeInt(points.size());
            for (HaltPoint point : points) {
                out.writeUTF(point.toString());
                out.writeUTF(point.within);
                out.writeInt(point.pass);
            }
            out.writeInt(types.size());
            for (var type : types.entrySet()) {
                byte[] woven = woven(type.getKey(), type.getValue(), classes);
                out.writeUTF(type.getKey().replace('.', '/'));
                out.writeInt(woven.length);
                out.write(woven);
            }
        }
        Files.move(part, order, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] woven(String type, List<HaltPoint> points, ClassFileLocator classes) {
        TypeDescription found = TypePool.Default.of(classes).describe(type).resolve();
        DynamicType.Builder<?> builder = new ByteBuddy()
                // Only code may differ from the original: the class may be loaded already.
                .with(Implementation.Context.Disabled.Factory.INSTANCE)
                .with(InstrumentedType.Factory.Default.FROZEN)
                .redefine(found, classes);
        for (HaltPoint point : points) {
            if (found.getDeclaredMethods().filter(named(point.method)).isEmpty()) {
                throw new AssertionError("No such point any more: " + point);
            }
            Advice advice = Advice.withCustomMapping()
                    .bind(Halt.Point.class, point.toString())
                    .to(point.moment.equals("enter") ? Halt.Entering.class : Halt.Leaving.class);
            builder = builder.visit(advice.on(named(point.method)));
        }
        return builder.make().getBytes();
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
        attributes.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file, manifest)) {
            for (String type : List.of("HaltAgent", "HaltAgent$Passes", "HaltAgent$Replacements")) {
                String name = HaltAgent.class.getPackageName().replace('.', '/') + "/" + type + ".class";
                entries.putNextEntry(new JarEntry(name));
                try (InputStream bytes = HaltAgent.class.getClassLoader().getResourceAsStream(name)) {
                    bytes.transferTo(entries);
                }
            }
        }
        return jar;
    }
}
