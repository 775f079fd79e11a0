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

    private LoadProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.orders = process.outputWriter();
    }

    /**
     * Starts one, which sends nothing yet.
     *
     * @param queue the member {@code queueId} of what is sent
     */
    public static LoadProcess start(URI target, String secret, String queue, int connections) {
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
                Integer.toString(connections));
        try {
            return new LoadProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("The load generator cannot be started", e);
        }
    }

    /** Lets it send, and waits until it has. */
    public LoadResult send(int seconds) {
        return order(Integer.toString(seconds));
    }

    /**
     * Lets it send, and waits until it has.
     *
     * @param latencies file for them
     */
    public LoadResult send(int seconds, Path latencies) {
        return order(seconds + "\t" + latencies);
    }

    private LoadResult order(String order) {
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("The load generator has ended without a result");
            }
            return LoadResult.of(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
