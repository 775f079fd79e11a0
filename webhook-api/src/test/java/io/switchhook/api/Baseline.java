package io.switchhook.api;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * What applications were compiled against: the package {@code io.switchhook.api}, kept as a jar, to which the build compares what it has
 * made, and as a text, in which people can read what changes.
 */
public final class Baseline {
    private static final String PACKAGE = "io/switchhook/api/";
    private static final String CLASS = ".class";

    private final Path jar;
    private final Path text;

    private Baseline(Path jar, Path text) {
        this.jar = jar;
        this.text = text;
    }

    /** That of the module in this directory. */
    static Baseline of(Path module) {
        return new Baseline(
                module.resolve("src/baseline/webhook-api.jar"), module.resolve("src/baseline/webhook-api.txt"));
    }

    /** Makes what was compiled last the baseline; {@code mvn -Papi-baseline} calls it with the module's directory. */
    public static void main(String[] module) throws IOException {
        Path directory = Path.of(module[0]);
        Baseline baseline = of(directory);
        baseline.take(directory.resolve("target/classes"));
        Files.writeString(baseline.text, baseline.described());
    }

    private void take(Path classes) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> found = Files.list(classes.resolve(PACKAGE))) {
            for (Path one : found.filter(path -> path.toString().endsWith(CLASS))
                    .sorted()
                    .toList()) {
                ZipEntry entry = new ZipEntry(PACKAGE + one.getFileName());
                entry.setTime(0); // the same classes give the same jar
                zip.putNextEntry(entry);
                Files.copy(one, zip);
            }
        }
    }

    String text() throws IOException {
        return Files.readString(text);
    }

    /** The jar's public types with their public members, sorted. */
    String described() throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ClassLoader loader = new FromJar(zip);
            return zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(CLASS) && !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .sorted()
                    .map(name -> load(loader, name))
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .map(Baseline::described)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String described(Class<?> type) {
        String head = Stream.concat(
                        Arrays.stream(type.getAnnotations())
                                .map(annotation ->
                                        "@" + annotation.annotationType().getSimpleName())
                                .sorted(),
                        Stream.of(type.toGenericString()))
                .collect(Collectors.joining(" "));
        List<String> members = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::<AccessibleObject>stream)
                .filter(member -> isPublic((Member) member))
                .map(member -> "    " + described(type, member))
                .sorted()
                .toList();
        return head + "\n" + members.stream().map(member -> member + "\n").collect(Collectors.joining());
    }

    private static boolean isPublic(Member member) {
        return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !member.isSynthetic();
    }

    private static String described(Class<?> type, AccessibleObject member) {
        if (member instanceof Method method) {
            String signature = method.toGenericString().replace(" " + type.getTypeName() + ".", " ");
            Object fallback = method.getDefaultValue();
            return fallback == null ? signature : signature + " default " + literal(fallback);
        }
        return member.toString().replace(" " + type.getTypeName() + ".", " ");
    }

    private static String literal(Object value) {
        if (value instanceof Object[] values) {
            return Arrays.toString(values);
        }
        return value instanceof String ? "\"" + value + "\"" : value.toString();
    }

    private static Class<?> load(ClassLoader loader, String name) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " is in the baseline and cannot be loaded", e);
        }
    }

    /** Loads the jar's classes, where the class path has newer ones of the same names. */
    private static final class FromJar extends ClassLoader {
        private final ZipFile zip;

        FromJar(ZipFile zip) {
            super(Baseline.class.getClassLoader());
            this.zip = zip;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            ZipEntry entry = zip.getEntry(name.replace('.', '/') + CLASS);
            if (entry == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name, entry) : loaded;
        }

        private Class<?> define(String name, ZipEntry entry) {
            try {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
