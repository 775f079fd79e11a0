package io.switchhook.it.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
                InputStream tar = new XZInputStream(packed)) {
            Tar.unpack(tar, to);
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
