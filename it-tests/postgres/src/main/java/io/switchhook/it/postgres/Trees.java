package io.switchhook.it.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories. */
final class Trees {
    private Trees() {}

    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path path : paths(directory, Comparator.reverseOrder())) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Copies with owners and permissions, as far as we may; files that go meanwhile are left out. */
    static void copy(Path from, Path to) throws IOException {
        for (Path path : paths(from, Comparator.naturalOrder())) {
            Path target = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(target)) {
                continue;
            }
            try {
                Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException gone) {
                Files.deleteIfExists(target);
            }
        }
    }

    private static List<Path> paths(Path directory, Comparator<Path> order) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.sorted(order).toList();
        }
    }
}
