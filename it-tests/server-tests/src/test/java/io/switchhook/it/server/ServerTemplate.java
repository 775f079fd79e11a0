package io.switchhook.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wildfly.core.launcher.CliCommandBuilder;
import org.wildfly.core.launcher.Launcher;

/**
 * A server's base directory as WildFly ships it, with scripts applied to its configuration; instances are copies of it.
 *
 * @param wildfly an unpacked WildFly, never written to
 * @param directory the prepared base directory
 */
public record ServerTemplate(Path wildfly, Path directory) {
    private static final String FINGERPRINT = "template.sha256";

    public ServerTemplate {
        requireNonNull(wildfly, "wildfly is null");
        requireNonNull(directory, "directory is null");
    }

    /**
     * Applies the scripts offline, in order; does nothing when the same was done before.
     *
     * @throws IllegalStateException if a script fails; the message has the CLI's output
     */
    public static ServerTemplate prepare(Path wildfly, Path directory, List<Path> scripts) {
        ServerTemplate template = new ServerTemplate(wildfly.toAbsolutePath(), directory.toAbsolutePath());
        try {
            String fingerprint = fingerprint(wildfly, scripts);
            Path kept = template.directory.resolve(FINGERPRINT);
            if (!Files.exists(kept) || !Files.readString(kept).equals(fingerprint)) {
                Directories.delete(template.directory);
                Directories.copy(template.wildfly.resolve("standalone"), template.directory);
                for (Path script : scripts) {
                    template.apply(script);
                }
                for (String leftover : List.of("data", "log", "tmp")) {
                    Directories.delete(template.directory.resolve(leftover));
                }
                template.hideSettingsFromTheFirstLog();
                Files.writeString(kept, fingerprint);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + directory, e);
        }
        return template;
    }

    /** The log that WildFly writes before it reads its configuration would show system properties, secrets among them. */
    private void hideSettingsFromTheFirstLog() throws IOException {
        Path early = directory.resolve("configuration/logging.properties");
        Files.writeString(
                early,
                Files.readString(early)
                        .replace("logger.org.jboss.as.config.level=DEBUG", "logger.org.jboss.as.config.level=INFO"));
    }

    private void apply(Path script) throws IOException {
        Path output = Files.createTempFile("jboss-cli", ".log");
        CliCommandBuilder cli = CliCommandBuilder.of(wildfly)
                .setScriptFile(script.toAbsolutePath())
                .addJavaOption("-Djboss.server.base.dir=" + directory);
        Process process = Launcher.of(cli)
                .addEnvironmentVariable("JBOSS_HOME", wildfly.toString())
                .setRedirectErrorStream(true)
                .redirectOutput(output)
                .launch();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException(script + " did not end within two minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(script + " failed:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + script + " ran", e);
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    private static String fingerprint(Path wildfly, List<Path> scripts) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(wildfly.toAbsolutePath().toString().getBytes(UTF_8));
            for (Path script : scripts) {
                digest.update(Files.readAllBytes(script));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
