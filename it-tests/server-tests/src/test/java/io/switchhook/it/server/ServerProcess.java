package io.switchhook.it.server;

import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own. The process is the server's JVM itself, so {@link #kill} is what a power switch or
 * the kernel's out-of-memory killer does. For one thread.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofMinutes(2);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final ServerSetup setup;
    private final ServerProduct product;
    private final Deployments deployments;
    private final LogFile log;
    private Process process;

    ServerProcess(ServerSetup setup) {
        this.setup = setup;
        this.product = setup.template.product();
        this.log = new LogFile(product.log(setup.base));
        this.deployments = product.deployments(setup.base, log);
        try {
            if (setup.keepData) {
                product.strip(setup.base);
            } else {
                Directories.delete(setup.base);
                setup.newStore.run();
            }
            Directories.copy(setup.template.directory(), setup.base);
            for (Path file : setup.configuration) {
                product.configure(setup.base, file);
            }
            for (var file : setup.files.entrySet()) {
                Path place = product.server(setup.base).resolve(file.getKey());
                Files.createDirectories(place.getParent());
                Files.copy(file.getValue(), place, StandardCopyOption.REPLACE_EXISTING);
            }
            deployments.clear();
            for (var deployment : setup.deployments.entrySet()) {
                deployments.put(deployment.getValue(), deployment.getKey());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot set up " + setup.base, e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::endWithThisProcess, "end " + setup.base.getFileName()));
    }

    /**
     * Starts the process and waits until everything in its deployments directory is deployed and the server is ready.
     *
     * @throws ServerFailure if the process ends, a deployment fails, or it takes longer than three minutes
     */
    public ServerProcess start() {
        return startUntil("ready", this::isReady);
    }

    /**
     * Starts the process and waits until everything in its deployments directory is deployed, ready or not.
     *
     * @throws ServerFailure as {@link #start}
     */
    public ServerProcess startUnready() {
        return startUntil("deployed", () -> isDeployed() && status(http()) > 0);
    }

    private ServerProcess startUntil(String what, Check check) {
        try {
            deployments.forget();
            log.beginProcess();
            ProcessBuilder command = product.command(setup).redirectErrorStream(true);
            command.environment().putAll(setup.environment);
            if (!setup.foreground) {
                command.redirectOutput(setup.base.resolve("console.log").toFile());
            }
            process = command.start();
            Lifeline.of(process);
            if (setup.foreground) {
                Thread terminal = new Thread(this::show, "terminal");
                terminal.setDaemon(true);
                terminal.start();
            }
            await(what, START, check);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the server in " + setup.base, e);
        }
    }

    private void show() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().map(product::shown).filter(line -> !line.isEmpty()).forEach(System.out::println);
        } catch (IOException | UncheckedIOException ended) {
            System.out.println("(no more output of the server: " + ended.getMessage() + ")");
        }
    }

    private boolean isReady() throws IOException, InterruptedException {
        return isDeployed() && status(management().resolve("/health/ready")) == 200;
    }

    private boolean isDeployed() throws IOException {
        for (String name : deployments.names()) {
            failIfNotDeployed(name);
            if (!deployments.isDeployed(name)) {
                return false;
            }
        }
        return true;
    }

    private void failIfNotDeployed(String name) throws IOException {
        deployments.failure(name).ifPresent(reason -> {
            throw new ServerFailure(reason);
        });
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Shuts the server down as an administrator would (SIGTERM) and waits until it has ended. */
    public void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ServerFailure("The server did not stop within " + STOP.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the server was stopping", e);
        }
    }

    /** Stops, and starts again with the same data and deployments. */
    public ServerProcess restart() {
        stop();
        return start();
    }

    /** Deploys an archive, not yet there under this name, to the running server, and waits until that is done. */
    public void deploy(Path archive, String name) {
        try {
            deployments.put(archive, name);
            await(name + " deployed", START, () -> {
                failIfNotDeployed(name);
                return deployments.isDeployed(name);
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot deploy " + archive, e);
        }
    }

    /** Undeploys what was deployed under this name from the running server, and waits until that is done. */
    public void undeploy(String name) {
        try {
            deployments.remove(name);
            await(name + " undeployed", STOP, () -> deployments.isUndeployed(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot undeploy " + name, e);
        }
    }

    /**
     * Runs operations of the server's management on the running server, in order, and returns what they answered.
     *
     * @throws IllegalStateException if one fails
     * @throws UnsupportedOperationException if the server has no such management, as Open Liberty
     */
    public String manage(List<String> operations) {
        return product.manage(setup.ports, operations);
    }

    /** Waits until the process has ended, however long that takes. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    /** Whether the process has ended when this time is over; returns as soon as it has. */
    public boolean endsWithin(Duration atMost) throws InterruptedException {
        return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Where its applications are: {@code http://127.0.0.1:<port>/}. */
    public URI http() {
        return URI.create("http://127.0.0.1:" + setup.ports.http() + "/");
    }

    /** Where its health is: {@code http://127.0.0.1:<port>/}. */
    public URI management() {
        return product.health(setup.ports);
    }

    /** Where the applications keep what must outlive a restart. */
    public Path data() {
        return product.data(setup.base);
    }

    public Path logFile() {
        return log.path();
    }

    /** What the server logged since it was last started. */
    public String log() {
        return log.text();
    }

    /** The lines of {@link #log} that warn or are worse. */
    public List<String> complaints() {
        return log().lines().filter(product::isComplaint).toList();
    }

    /** The lines of {@link #log} that are errors. */
    public List<String> errors() {
        return log().lines().filter(product::isError).toList();
    }

    /** The lines of stack traces in {@link #log} from a character on, but for what is the product's own and harmless. */
    public List<String> stackTraces(int from) {
        List<String> traces = new ArrayList<>();
        boolean harmless = false;
        for (String line : log().substring(from).lines().toList()) {
            if (!line.startsWith("\tat ")) {
                harmless = product.isHarmless(line);
            } else if (!harmless) {
                traces.add(line);
            }
        }
        return traces;
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    private void endWithThisProcess() {
        if (isAlive() && setup.foreground) {
            stop();
        } else if (isAlive()) {
            process.destroyForcibly();
        }
    }

    private interface Check {
        boolean holds() throws IOException, InterruptedException;
    }

    private void await(String what, Duration atMost, Check check) throws IOException {
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            while (!check.holds()) {
                if (!process.isAlive()) {
                    throw new ServerFailure("The server ended before it was " + what + errors());
                }
                if (System.nanoTime() > deadline) {
                    throw new ServerFailure(
                            "The server is not " + what + " after " + atMost.toSeconds() + " s" + reasons());
                }
                // The server tells through files and a health page only; there is nothing to be woken by.
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the server was not yet " + what, e);
        }
    }

    private String reasons() {
        List<String> errors = errors();
        return errors.isEmpty()
                ? "; its log is " + log.path()
                : ": " + errors.stream().limit(3).collect(joining(" | "));
    }

    private static int status(URI uri) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1; // not listening yet
        }
    }
}
