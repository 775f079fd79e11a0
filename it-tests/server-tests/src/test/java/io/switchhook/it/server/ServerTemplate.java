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

/**
 * An instance of a server that never runs, with files of configuration applied; those that run are copies of it.
 *
 * @param product what it is an instance of
 * @param directory the prepared base directory
 */
public record ServerTemplate(ServerProduct product, Path directory) {
    private static final String FINGERPRINT = "template.sha256";

    public ServerTemplate {
        requireNonNull(product, "product is null");
        requireNonNull(directory, "directory is null");
    }

    /**
     * Applies the files in order; does nothing when the same was done before.
     *
     * @throws IllegalStateException if one cannot be applied; the message has the reason
     */
    public static ServerTemplate prepare(ServerProduct product, Path directory, List<Path> files) {
        ServerTemplate template = new ServerTemplate(product, directory.toAbsolutePath());
        try {
            String fingerprint = fingerprint(product, files);
            Path kept = template.directory.resolve(FINGERPRINT);
            if (!Files.exists(kept) || !Files.readString(kept).equals(fingerprint)) {
                Directories.delete(template.directory);
                product.layOut(template.directory);
                for (Path file : files) {
                    product.configure(template.directory, file);
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

    /** The same for templates made of the same. */
    String fingerprint() throws IOException {
        return Files.readString(directory.resolve(FINGERPRINT));
    }

    private static String fingerprint(ServerProduct product, List<Path> files) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(product.toString().getBytes(UTF_8));
            for (Path file : files) {
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
