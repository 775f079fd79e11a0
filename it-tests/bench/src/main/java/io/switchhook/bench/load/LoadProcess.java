package io.switchhook.bench.load;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** A load generator, as who gives the orders sees it. */
public final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final LoadResult warmUp;

    private LoadProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
        this.warmUp = next();
    }

    /**
     * Starts one and waits until it has warmed up.
     *
     * @param queue the member {@code queueId} of what is sent
     * @param latencies file for the measured latencies
     * @throws UncheckedIOException if it ends before that
     */
    public static LoadProcess warmedUp(
            URI target, String secret, String queue, int connections, int warmUp, int seconds, Path latencies) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                LoadGenerator.class.getName(),
                target.toString(),
                secret,
                queue,
                Integer.toString(connections),
                Integer.toString(warmUp),
                Integer.toString(seconds),
                latencies.toString());
        try {
            return new LoadProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("The load generator cannot be started", e);
        }
    }

    /** What came of warming up. */
    public LoadResult warmUp() {
        return warmUp;
    }

    /** Lets it measure, and waits until it has. */
    public LoadResult measure() {
        try {
            orders.newLine();
            orders.flush();
            return next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LoadResult next() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The load generator has ended without a result");
        }
        return LoadResult.of(line);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
