package io.switchhook.source;

import io.switchhook.config.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the secrets of a mounted file: one a line, UTF-8, blanks around it and empty lines dropped. */
final class SecretFile {
    private static final long LARGEST = 64L << 10;
    private static final String ALLOWED = "path of a readable UTF-8 file of at most 64K, one secret a line";

    /** @throws InvalidSetting if the file cannot be read; names the key only: the value could be a secret put in the wrong place */
    List<String> read(String key, String path) {
        try {
            Path file = Path.of(path);
            if (Files.size(file) > LARGEST) {
                throw new InvalidSetting(key, "a file of " + Files.size(file) + " bytes", ALLOWED);
            }
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException | InvalidPathException unreadable) {
            throw new InvalidSetting(key, "something that cannot be read", ALLOWED);
        }
    }
}
