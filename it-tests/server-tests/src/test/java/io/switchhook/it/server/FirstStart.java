package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What starts of a server have in common, done once: the classes it loads until it is ready, kept in the form the JVM has them in
 * memory (class data sharing), and what the product finds out when it starts. Where the classes do not fit the JVM, it does without.
 */
final class FirstStart {
    private static final List<String> OPTIONS = List.of(
            // Room for what a start loads, so that it is not collected in vain.
            "-Xms192m",
            "-Xmn96m",
            "-XX:MetaspaceSize=128m",
            // Else the JVM refuses to keep what it loaded beside an agent, which Open Liberty has.
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+AllowArchivingWithJavaAgent");

    private FirstStart() {}

    /** Starts a server of this template once, with Switchhook, and keeps what it loaded; does nothing when that was done before. */
    static void record(ServerTemplate template, Path instance, Path ear, Path archive) throws IOException {
        String made = template.fingerprint() + " by " + System.getProperty("java.vm.version");
        Path kept = archive.resolveSibling(archive.getFileName() + ".of");
        if (Files.exists(archive)
                && Files.exists(kept)
                && Files.readString(kept).equals(made)) {
            return;
        }
        Files.deleteIfExists(archive);
        ServerSetup setup = new ServerSetup(template, instance, ServerPorts.free()).deploy(ear);
        OPTIONS.forEach(setup::javaOption);
        setup.javaOption("-XX:ArchiveClassesAtExit=" + archive);
        TestStore.use(setup, "first-start");
        try (ServerProcess server = setup.create()) {
            server.start();
            server.stop();
        }
        template.product().handOn(instance, template.directory());
        Files.writeString(kept, made);
    }

    /** Lets a server use what was kept, if it was. */
    static void use(Path archive, ServerSetup setup) {
        OPTIONS.forEach(setup::javaOption);
        if (Files.exists(archive)) {
            setup.javaOption("-XX:SharedArchiveFile=" + archive);
        }
    }
}
