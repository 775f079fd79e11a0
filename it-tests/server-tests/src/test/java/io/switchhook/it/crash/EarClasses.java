package io.switchhook.it.crash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.bytebuddy.dynamic.ClassFileLocator;

/** The classes in an EAR's archives, as files. */
final class EarClasses {
    private static final String CLASS = ".class";

    private EarClasses() {}

    /** Finds them, and whatever else this process knows. */
    static ClassFileLocator in(Path ear) throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (InputStream file = Files.newInputStream(ear);
                ZipInputStream archives = new ZipInputStream(file)) {
            for (ZipEntry archive = archives.getNextEntry(); archive != null; archive = archives.getNextEntry()) {
                if (archive.getName().endsWith(".jar")) {
                    read(new ZipInputStream(archives), classes);
                }
            }
        }
        return new ClassFileLocator.Compound(
                new ClassFileLocator.Simple(classes),
                ClassFileLocator.ForClassLoader.of(EarClasses.class.getClassLoader()));
    }

    /** Does not close what it reads from: the next archive follows. */
    private static void read(ZipInputStream archive, Map<String, byte[]> classes) throws IOException {
        for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(CLASS)) {
                classes.put(
                        name.substring(0, name.length() - CLASS.length()).replace('/', '.'), archive.readAllBytes());
            }
        }
    }
}
