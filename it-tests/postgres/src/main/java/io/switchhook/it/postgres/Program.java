package io.switchhook.it.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that runs, in the directory of the log to which it writes. */
final class Program {
    private static final long SECONDS = 60;

    /**
     * Runs a program, and stops it as soon as the process that holds the other end of the input is gone: again and again, since one that
     * has just begun may miss the signal.
     */
    private static final String WATCH = "exec 3<&0; \"$@\" 3<&- & server=$!;"
            + " (read -r _ <&3; while kill -INT $server 2>/dev/null; do sleep 1; done) & watch=$!;"
            + " wait $server; kill $watch";

    private final String name;
    private final Process process;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** @param name for people */
    static Program start(String name, List<String> command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(log.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        return new Program(name, builder.start());
    }

    /** One that is {@linkplain #stop stopped} when this process ends, however that ends. */
    static Program startWatched(String name, List<String> command, Path log) throws IOException {
        List<String> watched = new ArrayList<>(List.of("sh", "-c", WATCH, "sh"));
        watched.addAll(command);
        return start(name, watched, log);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Interrupts a watched one, and waits for its end. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            // as it should be
        }
        await();
    }

    /** Ends a watched one with all its processes at once, as a power switch does. */
    void kill() {
        List<ProcessHandle> processes;
        try (Stream<ProcessHandle> all = process.descendants()) {
            processes = all.toList();
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        stop();
    }

    /**
     * Waits for its end.
     *
     * @return what it exits with
     * @throws IllegalStateException if it does not end within a minute
     */
    int await() {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " did not end within " + SECONDS + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " was ending", e);
        }
    }
}
