package io.switchhook.it.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL that listens on a free port of the loopback address and writes through, with data of its own, which {@link #close}
 * deletes. It ends with this process, however that ends. For one thread.
 */
public final class PostgresServer implements AutoCloseable {
    private static final String ADMINISTRATOR = "postgres";
    private static final String OWNER = "switchhook";
    private static final long SECONDS = 60;
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=300",
            "shared_buffers=64MB",
            "max_wal_size=256MB");

    private final Path home;
    private final List<String> settings;
    private final Path directory;
    private final Path log;
    private final Account account;
    private final String password = UUID.randomUUID().toString();
    private final int port;
    private Program program;

    private PostgresServer(Path home, Path directory, List<String> settings) throws IOException {
        this.home = home;
        this.settings = settings;
        this.directory = directory;
        this.log = directory.resolveSibling(directory.getFileName() + ".log");
        this.account = Account.of(home);
        this.port = freePort();
    }

    /**
     * Unpacks the binaries below a directory, if that was not done before, makes a server there and starts it.
     *
     * @param settings further ones, such as {@code fsync=off}
     * @throws IllegalStateException if it cannot be started; the message has its log
     */
    public static PostgresServer startIn(Path directory, String... settings) {
        try {
            Path all = Files.createDirectories(directory.toAbsolutePath());
            PostgresServer server = new PostgresServer(
                    Binaries.unpackedTo(all), Files.createTempDirectory(all, "server-"), List.of(settings));
            server.initialize();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "end " + server.directory.getFileName()));
            server.start();
            server.administration().execute("create role " + OWNER + " login password '" + server.password + "'");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a PostgreSQL in " + directory, e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot set up the PostgreSQL in " + directory, e);
        }
    }

    private void initialize() throws IOException {
        account.own(directory);
        Path secret = directory.resolve("password");
        account.write(secret, password + "\n");
        List<String> initdb = account.command(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + data(),
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync"));
        if (Program.start("initdb", initdb, log).await() != 0) {
            throw new IllegalStateException("initdb failed: " + Files.readString(log));
        }
    }

    /** Starts it, on the port it had before; to be used when it is stopped or killed. */
    public void start() {
        List<String> server = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        Stream.concat(SETTINGS.stream(), settings.stream()).forEach(setting -> server.addAll(List.of("-c", setting)));
        List<String> command = account.command(server);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            program = Program.startWatched("PostgreSQL", command, log);
            while (!answers()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not answer: " + Files.readString(log));
                }
                if (!program.isRunning()) {
                    // What was killed may not have let go of its memory yet.
                    program = Program.startWatched("PostgreSQL", command, log);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the PostgreSQL in " + directory, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL was starting", e);
        }
    }

    private boolean answers() {
        try {
            administration().execute("select 1");
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Shuts it down in order, also where clients are connected. */
    public void stop() {
        if (program != null) {
            program.stop();
        }
    }

    /** Ends all its processes at once, as a power switch does. */
    public void kill() {
        program.kill();
    }

    /** Makes an empty database that belongs to a user without other rights; one of that name is dropped, whoever is connected. */
    public PostgresDatabase createDatabase(String name) {
        // Sorted as people do, which most databases are; nothing may depend on another order.
        return create(name, "template0 encoding 'UTF8' locale_provider icu icu_locale 'en-US'");
    }

    /** Makes one that begins with what is in another, to which nobody may be connected. */
    public PostgresDatabase copyDatabase(String name, String from) {
        return create(name, quoted(from));
    }

    private PostgresDatabase create(String name, String template) {
        try {
            administration()
                    .execute(
                            "drop database if exists " + quoted(name) + " with (force)",
                            "create database " + quoted(name) + " owner " + OWNER + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create database " + name, e);
        }
        return database(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A database that {@link #createDatabase} made. */
    public PostgresDatabase database(String name) {
        return new PostgresDatabase(url(name), OWNER, password);
    }

    /** As the administrator, who may do everything. */
    public PostgresDatabase administration() {
        return new PostgresDatabase(url("postgres"), ADMINISTRATOR, password);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Where its data are, to be touched only while it is stopped, or as a base backup. */
    public Path data() {
        return directory.resolve("data");
    }

    /** Makes a base backup while it runs. */
    public void backUp(Path to) {
        try {
            BaseBackup.make(administration(), data(), to);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot back up to " + to, e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot back up to " + to, e);
        }
    }

    /** Replaces all its data by those of a backup; to be used when it is stopped or killed. */
    public void restore(Path from) {
        try {
            BaseBackup.restore(from, data(), account);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot restore " + from, e);
        }
    }

    /** Stops it and deletes its data. */
    @Override
    public void close() {
        try {
            stop();
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
