package io.switchhook.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes a server loads until it is ready, kept in the form the JVM has them in memory (class data sharing): a server that is
 * given them starts with less work. Where they do not fit the JVM, it does without.
 */
final class SharedClasses {
    /** Else the JVM refuses to keep what it loaded beside an agent, which Open Liberty has. */
    private static final List<String> BESIDE_AGENTS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UnlockDiagnosticVMOptions", "-XX:+AllowArchivingWithJavaAgent");

    private SharedClasses() {}

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
        BESIDE_AGENTS.forEach(setup::javaOption);
        setup.javaOption("-XX:ArchiveClassesAtExit=" + archive);
        try (ServerProcess server = setup.create()) {
            server.start();
            server.stop();
        }
        Files.writeString(kept, made);
    }

    /** Lets a server use what was kept, if it was. */
    static void use(Path archive, ServerSetup setup) {
        if (Files.exists(archive)) {
            BESIDE_AGENTS.forEach(setup::javaOption);
            setup.javaOption("-XX:SharedArchiveFile=" + archive);
        }
    }
}
