package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** WildFly's: its deployment scanner answers by marker files. */
final class ScannedDeployments extends Deployments {
    private static final String CAUSE = "Caused by: ";

    ScannedDeployments(Path directory) {
        super(directory);
    }

    @Override
    void forget() throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(directory)) {
            files = list.toList();
        }
        for (Path file : files) {
            if (!isArchive(file.getFileName().toString()) && !file.endsWith("README.txt")) {
                Files.delete(file);
            }
        }
    }

    @Override
    boolean isDeployed(String name) {
        return Files.exists(directory.resolve(name + ".deployed"));
    }

    @Override
    boolean isUndeployed(String name) throws IOException {
        return Files.deleteIfExists(directory.resolve(name + ".undeployed"))
                || !Files.exists(directory.resolve(name + ".deployed"));
    }

    @Override
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
}
