package io.switchhook.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server's log, to which each process adds. For one thread. */
final class LogFile {
    private final Path path;
    private long start;

    LogFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** From here on a process of its own writes. */
    void beginProcess() throws IOException {
        start = Files.exists(path) ? Files.size(path) : 0;
    }

    /** What the last process has logged; empty while it has not. */
    String text() {
        if (!Files.exists(path)) {
            return "";
        }
        try (var log = Files.newInputStream(path)) {
            log.skipNBytes(start);
            return new String(log.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
