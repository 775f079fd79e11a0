package io.switchhook.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A file that holds one generated password, readable by its owner only.
 *
 * @param path where it is
 */
record PasswordFile(Path path) {
    private static final int RANDOM_BYTES = 24;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** The password in the file, blanks around it dropped; empty when there is no file or nothing in it. */
    Optional<String> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(path).trim()).filter(password -> !password.isEmpty());
    }

    /** Whether others than its owner may read the file; false where the file system cannot tell. */
    boolean isOpenToOthers() throws IOException {
        if (!Files.getFileStore(path).supportsFileAttributeView("posix")) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    /**
     * Writes a new password of 192 random bits. At no moment does a file exist that others may read or that holds a part.
     *
     * @throws UnsupportedOperationException if the file system cannot keep a file to its owner
     * @throws IOException if the file cannot be written
     */
    String generate(RandomGenerator random) throws IOException {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path directory = path.toAbsolutePath().getParent();
        try {
            Files.createDirectories(directory, OWNER_ONLY_DIRECTORY);
        } catch (FileAlreadyExistsException linkToDirectory) {
            if (!Files.isDirectory(directory)) {
                throw linkToDirectory;
            }
        }
        Path written = directory.resolve(path.getFileName() + "." + Long.toHexString(random.nextLong()) + ".new");
        try {
            try (FileChannel channel = FileChannel.open(written, Set.of(CREATE_NEW, WRITE), OWNER_ONLY)) {
                ByteBuffer content = ByteBuffer.wrap((password + "\n").getBytes(UTF_8));
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
            Files.move(written, path, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
        return password;
    }
}
