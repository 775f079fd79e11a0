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
import org.wildfly.core.launcher.CliCommandBuilder;

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
                Files.writeString(kept, fingerprint);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + directory, e);
        }
        return template;
    }

    /** Applies a script to this directory's configuration; nothing may run in it. */
    void apply(Path script) {
        CliCommandBuilder cli = CliCommandBuilder.of(wildfly)
                .setScriptFile(script.toAbsolutePath())
                .addJavaOption("-Djboss.server.base.dir=" + directory);
        Cli.run(cli, wildfly, script.toString());
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
