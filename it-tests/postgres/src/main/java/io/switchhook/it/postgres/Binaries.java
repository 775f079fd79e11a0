package io.switchhook.it.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, from the archive on the class path that the profile {@code postgres} puts there. */
final class Binaries {
    private static final List<String> ARCHIVES = List.of("/postgres-linux-x86_64.txz", "/postgres-linux-arm_64.txz");

    private Binaries() {}

    /** Unpacks them below a directory, if that was not done before; where they are. */
    static Path unpackedTo(Path directory) throws IOException {
        Path home = directory.resolve("home");
        if (!Files.exists(home)) {
            Path half = Files.createTempDirectory(directory, "unpacked-");
            unpack(half);
            Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rwxr-xr-x"));
            try {
                Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException taken) {
                Trees.delete(half);
                if (!Files.exists(home)) {
                    throw taken;
                }
            }
        }
        return home;
    }

    private static void unpack(Path to) throws IOException {
        try (InputStream packed = archive();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = entry.resolveIn(to);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static InputStream archive() {
        for (String name : ARCHIVES) {
            InputStream archive = Binaries.class.getResourceAsStream(name);
            if (archive != null) {
                return archive;
            }
        }
        throw new IllegalStateException(
                "No PostgreSQL on the class path: it comes with mvn -Ppostgres; looked for " + ARCHIVES);
    }
}
