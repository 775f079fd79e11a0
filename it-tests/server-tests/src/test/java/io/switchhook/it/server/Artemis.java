package io.switchhook.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker of its own, configured as Switchhook ships it, in a process of its own on a free port of the loopback address. For one thread. */
public final class Artemis implements AutoCloseable {
    /** Whom it lets in. */
    public static final String USER = "switchhook";

    /** With what. */
    public static final String PASSWORD = "a-broker.s_secret";

    private static final long START_SECONDS = 120;

    private final Path home;
    private final Path instance;
    private final int port = ServerPorts.freePort();
    private Process process;

    /**
     * Lays out an instance without data.
     *
     * @param home where the broker is unpacked
     * @param instance its directory, replaced
     * @param configuration the file {@code broker.xml}
     */
    public Artemis(Path home, Path instance, Path configuration) {
        this.home = home.toAbsolutePath();
        this.instance = instance.toAbsolutePath();
        try {
            Directories.delete(this.instance);
            Path etc = Files.createDirectories(this.instance.resolve("etc"));
            Files.createDirectories(this.instance.resolve("log"));
            Files.copy(configuration, etc.resolve("broker.xml"));
            Files.writeString(etc.resolve("bootstrap.xml"), """
                    <broker xmlns="http://activemq.apache.org/schema">
                      <jaas-security domain="activemq"/>
                      <server configuration="%s"/>
                    </broker>
                    """.formatted(
                            etc.resolve("broker.xml").toUri()));
            Files.writeString(etc.resolve("login.config"), """
                    activemq {
                      org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required
                        org.apache.activemq.jaas.properties.user="artemis-users.properties"
                        org.apache.activemq.jaas.properties.role="artemis-roles.properties";
                    };
                    """);
            Files.writeString(etc.resolve("artemis-users.properties"), USER + "=" + PASSWORD + "\n");
            Files.writeString(etc.resolve("artemis-roles.properties"), "switchhook=" + USER + "\n");
            Files.writeString(etc.resolve("management.xml"), """
                    <management-context xmlns="http://activemq.apache.org/schema"/>
                    """);
            Files.writeString(etc.resolve("log4j2.properties"), """
                    rootLogger = INFO, console
                    logger.audit.name = org.apache.activemq.audit
                    logger.audit.level = OFF
                    appender.console.type = Console
                    appender.console.name = console
                    appender.console.layout.type = PatternLayout
                    appender.console.layout.pattern = %d %-5level [%logger] %msg%n
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot set up " + instance, e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end the broker"));
    }

    /** Starts it, with what it kept, and waits until it listens. */
    public Artemis start() {
        try {
            process = new ProcessBuilder(command())
                    .directory(instance.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            instance.resolve("log/console.log").toFile()))
                    .start();
            Lifeline.of(process);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
            while (!listens()) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new ServerFailure(
                            "The broker does not listen; its log is " + instance.resolve("log/console.log"));
                }
                TimeUnit.MILLISECONDS.sleep(100); // nothing tells, so it is asked
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the broker in " + instance, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("Interrupted while the broker was starting", e);
        }
    }

    private List<String> command() {
        Path etc = instance.resolve("etc");
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dartemis.home=" + home,
                "-Dartemis.instance=" + instance,
                "-Dartemis.instance.etc=" + etc,
                "-Djava.security.auth.login.config=" + etc.resolve("login.config"),
                "-Dlog4j2.configurationFile=" + etc.resolve("log4j2.properties").toUri(),
                "-Dswitchhook.broker.bind-address=127.0.0.1",
                "-Dswitchhook.broker.port=" + port,
                "-cp",
                home.resolve("lib/artemis-boot.jar").toString(),
                "org.apache.activemq.artemis.boot.Artemis",
                "run");
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** Ends the process at once, as {@code kill -9} does, and waits until it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
