package io.switchhook.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.Launcher;

/** WildFly's command line interface, in a process of its own. */
final class Cli {
    private Cli() {}

    /**
     * What it printed.
     *
     * @throws IllegalStateException if it fails or takes longer than two minutes; the message has its output
     */
    static String run(CliCommandBuilder cli, Path wildfly, String what) {
        try {
            Path output = Files.createTempFile("jboss-cli", ".log");
            Process process = Launcher.of(cli)
                    .addEnvironmentVariable("JBOSS_HOME", wildfly.toString())
                    .setRedirectErrorStream(true)
                    .redirectOutput(output)
                    .launch();
            try {
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    throw new IllegalStateException(what + " did not end within two minutes");
                }
                if (process.exitValue() != 0) {
                    throw new IllegalStateException(what + " failed:\n" + Files.readString(output));
                }
                return Files.readString(output);
            } finally {
                process.destroyForcibly();
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + what + " ran", e);
        }
    }
}
