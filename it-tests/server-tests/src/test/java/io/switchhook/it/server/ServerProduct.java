package io.switchhook.it.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** An application server, unpacked and never written to: how an instance of it is laid out, configured, started and asked. */
public sealed interface ServerProduct permits WildFly, OpenLiberty {

    /**
     * The product called {@code wildfly} or {@code liberty}.
     *
     * @throws IllegalArgumentException if it is called neither
     */
    static ServerProduct named(String name, Path home) {
        return switch (name) {
            case "wildfly" -> new WildFly(home.toAbsolutePath());
            case "liberty" -> new OpenLiberty(home.toAbsolutePath());
            default -> throw new IllegalArgumentException("server is " + name + ", allowed are wildfly and liberty");
        };
    }

    Path home();

    /** Puts into an empty directory what an instance has before anything is configured. */
    void layOut(Path base) throws IOException;

    /** Applies a file of configuration to an instance; nothing may run in it. */
    void configure(Path base, Path file) throws IOException;

    /** Calls an instance {@code arquillian}, where Arquillian would take another that runs for it. */
    default void nameForArquillian(Path base) throws IOException {}

    /** Hands on what an instance that has stopped found out about the product, so that others need not. */
    default void handOn(Path base, Path to) throws IOException {}

    /** Removes from an instance all but its data and its log. */
    void strip(Path base) throws IOException;

    /** The process, which is the server's own JVM. */
    ProcessBuilder command(ServerSetup setup);

    /** Where it writes what happens. */
    Path log(Path base);

    /** The server's own directory in an instance. */
    Path server(Path base);

    /** Where the applications keep what must outlive a restart. */
    Path data(Path base);

    Deployments deployments(Path base, LogFile log);

    /** Where its health is: {@code http://127.0.0.1:<port>/}. */
    URI health(ServerPorts ports);

    /** Whether a line of its log is a warning or worse. */
    boolean isComplaint(String line);

    /** Whether a line of its log is an error. */
    boolean isError(String line);

    /** Whether a line of its log begins an error of the product's own that comes by chance and has no effect, with its stack trace. */
    default boolean isHarmless(String line) {
        return false;
    }

    /** What the terminal shows of a line the process prints; empty for nothing. */
    default String shown(String line) {
        return line;
    }

    /**
     * Runs operations of its management on the running server, in order, and returns what they answered.
     *
     * @throws UnsupportedOperationException if it has none
     */
    default String manage(ServerPorts ports, List<String> operations) {
        throw new UnsupportedOperationException("no management to be asked for " + operations);
    }
}
