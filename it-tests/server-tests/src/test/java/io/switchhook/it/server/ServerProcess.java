package io.switchhook.it.server;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/**
 * A WildFly server in a process of its own. The process is the server's JVM itself, so {@link #kill} is what a power switch or
 * the kernel's out-of-memory killer does. For one thread.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final ServerSetup setup;
    private final Deployments deployments;
    private final Path logFile;
    private long logStart;
    private Process process;

    ServerProcess(ServerSetup setup) {
        this.setup = setup;
        this.deployments = new Deployments(setup.base.resolve("deployments"));
        this.logFile = setup.base.resolve("log/server.log");
        try {
            if (!setup.keepData) {
                Directories.delete(setup.base);
            }
            for (String part : new String[] {"configuration", "lib", "tmp"}) {
                Directories.delete(setup.base.resolve(part));
            }
            Directories.copy(setup.template.directory(), setup.base);
            for (Path script : setup.scripts) {
                new ServerTemplate(setup.template.wildfly(), setup.base).apply(script);
            }
            if (setup.foreground) {
                quietenBoot();
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

    /** Until the server has read its configuration it logs as this file says: everything, to the terminal too. */
    private void quietenBoot() throws IOException {
        Path boot = setup.base.resolve("configuration/logging.properties");
        Files.writeString(
                boot, Files.readString(boot).replace("handler.CONSOLE.level=INFO", "handler.CONSOLE.level=ERROR"));
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
        return startUntil("deployed", this::isDeployed);
    }

    private ServerProcess startUntil(String what, Check check) {
        try {
            deployments.removeMarkers();
            logStart = Files.exists(logFile) ? Files.size(logFile) : 0;
            Launcher launcher = Launcher.of(command())
                    .addEnvironmentVariables(setup.environment)
                    .setRedirectErrorStream(true);
            if (setup.foreground) {
                launcher.redirectOutput(ProcessBuilder.Redirect.INHERIT);
            } else {
                launcher.redirectOutput(setup.base.resolve("console.log"));
            }
            process = launcher.launch();
            await(what, START, check);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the server in " + setup.base, e);
        }
    }

    private StandaloneCommandBuilder command() {
        StandaloneCommandBuilder command = StandaloneCommandBuilder.of(setup.template.wildfly())
                .setBaseDirectory(setup.base)
                .setServerConfiguration("standalone-full.xml")
                // Ready in half the time, and two of them fit on a small machine.
                .addJavaOptions("-Xms64m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
                .addJavaOptions(setup.javaOptions);
        command.addServerArgument("-b=127.0.0.1");
        command.addServerArgument("-bmanagement=127.0.0.1");
        command.addServerArgument("-Djboss.http.port=" + setup.ports.http());
        command.addServerArgument("-Djboss.https.port=" + setup.ports.https());
        command.addServerArgument("-Djboss.management.http.port=" + setup.ports.management());
        command.addServerArgument("-Djboss.tx.node.id=" + setup.ports.management()); // warned about when not set
        setup.properties.forEach((name, value) -> command.addServerArgument("-D" + name + "=" + value));
        return command;
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
     * Runs operations of WildFly's management on the running server, in order, and returns what they answered.
     *
     * @throws IllegalStateException if one fails
     */
    public String manage(List<String> operations) {
        CliCommandBuilder cli = CliCommandBuilder.of(setup.template.wildfly())
                .setConnection("127.0.0.1", setup.ports.management())
                .setCommands(operations);
        return Cli.run(cli, setup.template.wildfly(), operations.toString());
    }

    /** Waits until the process has ended, however long that takes. */
    public int waitFor() throws InterruptedException {
        return process.waitFor();
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
        return URI.create("http://127.0.0.1:" + setup.ports.management() + "/");
    }

    /** The instance's base directory; data is below {@code data}. */
    public Path base() {
        return setup.base;
    }

    public Path logFile() {
        return logFile;
    }

    /** What the server logged since it was last started, DEBUG of its own configuration excepted. */
    public String log() {
        try (var log = Files.newInputStream(logFile)) {
            log.skipNBytes(logStart);
            return new String(log.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + logFile, e);
        }
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
                            "The server is not " + what + " after " + atMost.toSeconds() + " s" + errors());
                }
                // The server tells through files and a health page only; there is nothing to be woken by.
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the server was not yet " + what, e);
        }
    }

    private String errors() {
        if (!Files.exists(logFile)) {
            return "";
        }
        String errors =
                log().lines().filter(line -> line.contains(" ERROR ")).limit(3).collect(joining(" | "));
        return errors.isEmpty() ? "; its log is " + logFile : ": " + errors;
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
