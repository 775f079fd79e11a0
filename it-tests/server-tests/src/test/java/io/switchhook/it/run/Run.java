package io.switchhook.it.run;

import io.switchhook.it.server.Directories;
import io.switchhook.it.server.ServerFailure;
import io.switchhook.it.server.ServerPorts;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerProduct;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.ServerTemplate;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs Switchhook and the demo application on a server until Ctrl-C. Data stays in the directory given, so that the next
 * start finds it.
 */
public final class Run {
    private final PrintStream out;
    private final Path directory;
    private final GivenSettings given;
    private volatile boolean stopping;

    private Run(PrintStream out, Path directory, GivenSettings given) {
        this.out = out;
        this.directory = directory;
        this.given = given;
    }

    /**
     * Arguments: the server's name, where it is unpacked, the data's directory, the demo's definitions, the archives to deploy, and
     * the directories with the server's files of configuration.
     */
    public static void main(String[] args) {
        ServerProduct product = ServerProduct.named(args[0], Path.of(args[1]).normalize());
        List<Path> arguments = Arrays.stream(args)
                .skip(2)
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .toList();
        GivenSettings given = new GivenSettings(System.getProperties(), System.getenv());
        Run run = new Run(System.out, arguments.get(0), given);
        Optional<String> reason;
        try {
            reason = run.inForeground(product, arguments.get(1), arguments.subList(2, arguments.size()));
        } catch (ServerFailure | IllegalStateException e) {
            reason = Optional.of(e.getMessage());
        }
        if (!run.stopping) {
            System.out.println();
            System.out.println("Switchhook does not run: " + reason.orElse("the server was stopped from outside"));
            // Ends Maven with it: a stack trace of Maven's would only hide the reason.
            System.exit(1);
        }
    }

    /** @return why it ended, if that was not asked for */
    private Optional<String> inForeground(ServerProduct product, Path definitions, List<Path> files) {
        ServerPorts ports = ServerPorts.withHttp(port());
        holdDirectory();
        Demo demo = new Demo(given, definitions, ports.http());
        List<Path> archives = files.stream()
                .filter(file -> !Files.isDirectory(file))
                .filter(Files::exists)
                .toList();
        ServerTemplate template = ServerTemplate.prepare(product, directory.resolve("template"), configuration(files));
        ServerSetup setup = new ServerSetup(template, directory.resolve("server"), ports)
                .keepingData()
                .inForeground();
        archives.forEach(setup::deploy);
        demo.settings().forEach(setup::property);
        given.forServer(setup::property);
        demo.startEcho(out);
        return serve(setup.create(), demo);
    }

    private Optional<String> serve(ServerProcess server, Demo demo) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopping, "say goodbye"));
        out.println();
        out.println("Switchhook is starting; the full log is " + server.logFile());
        try {
            server.start();
        } catch (ServerFailure e) {
            server.close();
            throw e;
        }
        out.println();
        out.println("Switchhook is ready: " + server.http().resolve("/switchhook/"));
        out.println(demo.invitation());
        out.println("Ctrl-C stops it.");
        out.println();
        try {
            int status = server.waitFor();
            return Optional.of("the server ended by itself (exit status " + status + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /** The server, told by the same Ctrl-C or by its own hook, is stopping now. */
    private void stopping() {
        stopping = true;
    }

    /** For as long as this process lives: two servers on the same data would wait for each other. */
    private void holdDirectory() {
        try {
            Files.createDirectories(directory);
            FileChannel file =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                throw new IllegalStateException("it runs already, with its data in " + directory);
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }

    private int port() {
        String text = System.getProperty("http.port", "8080");
        int port;
        try {
            port = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            port = -1;
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalStateException("-Dhttp.port is " + text + ", allowed is a number from 1 to 65535");
        }
        if (!ServerPorts.isFree(port)) {
            throw new IllegalStateException("port " + port + " is in use; choose another with -Dhttp.port=");
        }
        return port;
    }

    private static List<Path> configuration(List<Path> directories) {
        List<Path> files = new ArrayList<>();
        try {
            for (Path directory : directories) {
                if (Files.isDirectory(directory)) {
                    files.addAll(Directories.files(directory));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the server's configuration: " + e.getMessage(), e);
        }
        return files;
    }
}
