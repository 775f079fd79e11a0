package io.switchhook.credential;

import io.switchhook.config.InvalidSetting;
import io.switchhook.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings that begin with one prefix; errors name the key, never a value. */
final class CredentialKeys {
    private static final int LARGEST_FILE = 64 * 1024;

    private final Settings settings;
    private final String prefix;

    CredentialKeys(Settings settings, String prefix) {
        this.settings = settings;
        this.prefix = prefix;
    }

    Optional<String> text(String name) {
        return settings.text(prefix + name);
    }

    List<String> list(String name) {
        return settings.list(prefix + name);
    }

    String required(String name) {
        return optional(name)
                .orElseThrow(() -> invalid(name, "nothing", "a value, or a file under " + prefix + name + "-file"));
    }

    /** The value, or the content of the file under the key with {@code -file}. */
    Optional<String> optional(String name) {
        Optional<String> value = text(name);
        Optional<String> file = text(name + "-file");
        if (value.isPresent() && file.isPresent()) {
            throw invalid(name, "a value, and a file under " + prefix + name + "-file", "one of the two");
        }
        return value.or(() -> file.map(path -> content(name + "-file", path)));
    }

    String headerSafe(String name) {
        String value = required(name);
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 127)) {
            throw invalid(name, "a value with line breaks or control characters", "one line of text");
        }
        return value;
    }

    InvalidSetting invalid(String name, String found, String allowed) {
        return new InvalidSetting(prefix + name, found, allowed);
    }

    private String content(String name, String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            String text = new String(bytes, StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+$", "");
            if (bytes.length > LARGEST_FILE || text.isBlank()) {
                throw invalid(
                        name,
                        bytes.length == 0 ? "an empty file" : "a blank or too large file",
                        "a file of 1 B to 64 KiB");
            }
            return text;
        } catch (IOException | InvalidPathException unreadable) {
            throw invalid(
                    name,
                    "a file that cannot be read (" + unreadable.getClass().getSimpleName() + ")",
                    "a readable file");
        }
    }
}
