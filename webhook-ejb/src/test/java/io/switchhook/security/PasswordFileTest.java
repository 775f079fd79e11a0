package io.switchhook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFileTest {
    @TempDir
    Path directory;

    @Test
    void keepsAGeneratedPasswordForItsOwnerOnly() throws IOException {
        PasswordFile file = new PasswordFile(directory.resolve("deep/er/admin-password"));

        String password = file.generate(new Random(1));

        assertThat(password).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(file.read()).contains(password);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(file.isOpenToOthers()).isFalse();
        try (Stream<Path> files = Files.list(file.path().getParent())) {
            assertThat(files).containsExactly(file.path());
        }
    }

    @Test
    void hasNothingWhereThereIsNoFileOrAnEmptyOne() throws IOException {
        PasswordFile file = new PasswordFile(directory.resolve("admin-password"));
        assertThat(file.read()).isEmpty();

        Files.writeString(file.path(), "\n");
        assertThat(file.read()).isEmpty();
    }

    @Test
    void tellsWhenOthersMayReadTheFile() throws IOException {
        PasswordFile file = new PasswordFile(directory.resolve("admin-password"));
        Files.writeString(file.path(), "pw");
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r-----"));

        assertThat(file.isOpenToOthers()).isTrue();
    }

    @Test
    void leavesNothingBehindWhenItCannotWrite() throws IOException {
        Path occupied = directory.resolve("admin-password");
        Files.createDirectories(occupied.resolve("child"));

        assertThatThrownBy(() -> new PasswordFile(occupied).generate(new Random(1)))
                .isInstanceOf(IOException.class);

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(occupied);
        }
    }
}
