package io.switchhook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ProgramTest {
    @TempDir
    Path directory;

    @Test
    void runsToItsEndAndWritesToTheLogOfItsDirectory() throws IOException {
        Path log = directory.resolve("a.log");

        int exit = Program.start("a", List.of("sh", "-c", "pwd; echo wrong >&2; exit 3"), log)
                .await();

        assertThat(exit).isEqualTo(3);
        assertThat(log).hasContent(directory.toRealPath() + "\nwrong\n");
    }

    @Test
    void aWatchedOneIsInterruptedWhenItIsStopped() throws IOException {
        // A shell has what it starts in the background ignore interrupts, unless that says otherwise for itself, as
        // PostgreSQL does.
        List<String> heedful = List.of("env", "--default-signal=INT", "sleep", "600");
        Program program = Program.startWatched("b", heedful, directory.resolve("b.log"));
        assertThat(program.isRunning()).isTrue();

        program.stop();

        assertThat(program.isRunning()).isFalse();
    }

    @Test
    void aKilledOneEndsThoughItHearsNoSignal() throws IOException {
        Program program = Program.startWatched(
                "c", List.of("sh", "-c", "trap '' INT TERM; sleep 600"), directory.resolve("c.log"));
        assertThat(program.isRunning()).isTrue();

        program.kill();

        assertThat(program.isRunning()).isFalse();
    }
}
