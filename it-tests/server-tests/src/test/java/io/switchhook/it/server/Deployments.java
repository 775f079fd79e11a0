package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory in which a server looks for archives to deploy, and how it answers. */
abstract class Deployments {
    final Path directory;

    Deployments(Path directory) {
        this.directory = directory;
    }

    /** Forgets what the server said to an earlier process: what is here will be deployed. */
    abstract void forget() throws IOException;

    abstract boolean isDeployed(String name) throws IOException;

    /** Whether the server has let go of it. */
    abstract boolean isUndeployed(String name) throws IOException;

    /** Why the server refused it, in one line. */
    abstract Optional<String> failure(String name) throws IOException;

    void clear() throws IOException {
        Directories.delete(directory);
        Files.createDirectories(directory);
    }

    /** Puts the archive there under a name, whole at once, so that the server never sees half of it. */
    void put(Path archive, String name) throws IOException {
        Path part = directory.resolve(name + ".part");
        Files.copy(archive, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void remove(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    final List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(Deployments::isArchive)
                    .sorted()
                    .toList();
        }
    }

    static boolean isArchive(String name) {
        return name.endsWith(".ear") || name.endsWith(".war") || name.endsWith(".jar");
    }
}
