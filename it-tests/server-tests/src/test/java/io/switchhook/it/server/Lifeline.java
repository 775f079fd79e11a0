package io.switchhook.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;

/**
 * Lets no process outlive the one that started it, also when that one is killed and its shutdown hooks do not run: a shell waits at a
 * pipe that ends with this process, and then kills the other.
 */
final class Lifeline {
    private Lifeline() {}

    /** Lets this process end with ours. */
    static void of(Process process) {
        try {
            String afterwards = "read line; kill -9 " + process.pid() + " 2>/dev/null";
            Process shell = new ProcessBuilder("sh", "-c", afterwards)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Before the number becomes another's.
            CompletableFuture<Void> unused = process.onExit().thenRun(shell::destroyForcibly);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look after process " + process.pid(), e);
        }
    }
}
