package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory a server's deployment scanner watches, and the marker files by which the scanner answers. */
final class Deployments {
    private static final String CAUSE = "Caused by: ";

    private final Path directory;

    Deployments(Path directory) {
        this.directory = directory;
    }

    /** Forgets what the scanner said to an earlier process: what is here will be deployed. */
    void removeMarkers() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (!isArchive(file) && !file.endsWith("README.txt")) {
                    Files.delete(file);
                }
            }
        }
    }

    void clear() throws IOException {
        Directories.delete(directory);
        Files.createDirectories(directory);
    }

    /** Puts the archive there under a name, whole at once, so that the scanner never sees half of it. */
    void put(Path archive, String name) throws IOException {
        Path part = directory.resolve(name + ".part");
        Files.copy(archive, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Deployments::isArchive)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    boolean isDeployed(String name) {
        return Files.exists(directory.resolve(name + ".deployed"));
    }

    /** Whether the server has let go of it; the marker is removed. */
    boolean isUndeployed(String name) throws IOException {
        return Files.deleteIfExists(directory.resolve(name + ".undeployed"))
                || !Files.exists(directory.resolve(name + ".deployed"));
    }

    /** Why the server refused it, in one line. */
    Optional<String> failure(String name) throws IOException {
        Path marker = directory.resolve(name + ".failed");
        if (!Files.exists(marker)) {
            return Optional.empty();
        }
        // The innermost cause; the answer quotes it, in quotes of its own.
        String answer = Files.readString(marker).replace("\\n", " ").replace("\\", "");
        String cause = answer.substring(Math.max(0, answer.lastIndexOf(CAUSE)));
        String reason = cause.replaceAll("[\"}\\s]+$", "").replaceAll("\\s+", " ");
        return Optional.of(name + " was not deployed: " + reason);
    }

    private static boolean isArchive(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".ear") || name.endsWith(".war") || name.endsWith(".jar");
    }
}
