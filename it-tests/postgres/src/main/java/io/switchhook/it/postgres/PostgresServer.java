package io.switchhook.it.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
    /**
     * Runs the server, and stops it as soon as the process that holds the other end of the input is gone: again and again, since one that
     * has just begun may miss the signal.
     */
    private static final String WATCH = "exec 3<&0; \"$@\" 3<&- & server=$!;"
            + " (read -r _ <&3; while kill -INT $server 2>/dev/null; do sleep 1; done) & watch=$!;"
            + " wait $server; kill $watch";

    private final Path home;
    private final List<String> settings;
    private final Path directory;
    private final Path log;
    private final Account account;
    private final String password = UUID.randomUUID().toString();
    private final int port;
    private Process watch;

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
        Process initdb = launch(account.command(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + data(),
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync")));
        await(initdb, "initdb");
        if (initdb.exitValue() != 0) {
            throw new IllegalStateException("initdb failed: " + Files.readString(log));
        }
    }

    /** Starts it, on the port it had before; to be used when it is stopped or killed. */
    public void start() {
        List<String> server = new ArrayList<>(List.of(
                home.resolve("bin/postgres").toString(), "-D", data().toString(), "-p", Integer.toString(port)));
        Stream.concat(SETTINGS.stream(), settings.stream()).forEach(setting -> server.addAll(List.of("-c", setting)));
        List<String> command = new ArrayList<>(List.of("sh", "-c", WATCH, "sh"));
        command.addAll(account.command(server));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try {
            watch = launch(command);
            while (!answers()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("PostgreSQL does not answer: " + Files.readString(log));
                }
                if (!watch.isAlive()) {
                    // What was killed may not have let go of its memory yet.
                    watch = launch(command);
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
        if (watch != null) {
            end();
        }
    }

    /** Ends all its processes at once, as a power switch does. */
    public void kill() {
        List<ProcessHandle> processes;
        try (Stream<ProcessHandle> all = watch.descendants()) {
            processes = all.toList();
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        end();
    }

    private void end() {
        try {
            watch.getOutputStream().close();
        } catch (IOException gone) {
            // as it should be
        }
        await(watch, "PostgreSQL");
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

    /** Makes a base backup while it runs, as pg_basebackup does, which is not among the binaries. */
    public void backUp(Path to) {
        try (Connection connection = administration().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            Trees.copy(data(), to);
            try (ResultSet rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                rows.next();
                Files.writeString(to.resolve("backup_label"), rows.getString(1));
            }
            // What was written meanwhile makes the copy whole.
            Trees.copy(data().resolve("pg_wal"), to.resolve("pg_wal"));
            Files.deleteIfExists(to.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot back up to " + to, e);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot back up to " + to, e);
        }
    }

    /** Replaces all its data by those of a backup; to be used when it is stopped or killed. */
    public void restore(Path from) {
        try {
            Trees.delete(data());
            Trees.copy(from, data());
            account.give(data().resolve("backup_label"));
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

    private Process launch(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder.start();
    }

    private static void await(Process process, String what) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(what + " did not end within " + SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + what + " was ending", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
