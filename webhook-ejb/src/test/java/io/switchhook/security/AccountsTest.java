package io.switchhook.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {
    @TempDir
    Path directory;

    private final Logger logger = Logger.getLogger(Accounts.class.getName());
    private final List<String> log = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord message) {
            log.add(new SimpleFormatter().format(message));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(listener);
        logger.setUseParentHandlers(true);
    }

    @Test
    void givesAdminBothRolesWithTheSetPassword() {
        Accounts accounts = accounts(Map.of("switchhook.admin.password", "correct horse"));

        assertThat(accounts.signIn("admin", "correct horse").orElseThrow().roles())
                .containsExactlyInAnyOrder("switchhook-admin", "switchhook-viewer");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesAllElse() {
        Accounts accounts = accounts(Map.of("switchhook.admin.password", "correct horse"));

        assertThat(accounts.signIn("admin", "correct hors")).isEmpty();
        assertThat(accounts.signIn("admin", "Correct horse")).isEmpty();
        assertThat(accounts.signIn("admin", "")).isEmpty();
        assertThat(accounts.signIn("Admin", "correct horse")).isEmpty();
        assertThat(accounts.signIn("viewer", "correct horse")).isEmpty();
        assertThat(accounts.signIn("viewer", "")).isEmpty();
    }

    @Test
    void hasAViewerOnlyWhenItsPasswordIsSet() {
        Accounts accounts =
                accounts(Map.of("switchhook.admin.password", "correct horse", "switchhook.viewer.password", "look"));

        assertThat(accounts.signIn("viewer", "look").orElseThrow().roles()).containsExactly("switchhook-viewer");
    }

    @Test
    void generatesAPasswordOnceAndKeepsIt() throws IOException {
        accounts(Map.of());
        String password = Files.readString(directory.resolve("admin-password")).trim();

        Accounts restarted = accounts(Map.of());

        assertThat(restarted.signIn("admin", password)).isPresent();
        assertThat(Files.readString(directory.resolve("admin-password")).trim()).isEqualTo(password);
    }

    @Test
    void takesThePasswordOfTheFileInTheSettings() throws IOException {
        Path mounted = Files.writeString(directory.resolve("mounted"), "from a file\n");

        Accounts accounts = accounts(Map.of("switchhook.admin.password-file", mounted.toString()));

        assertThat(accounts.signIn("admin", "from a file")).isPresent();
    }

    @Test
    void letsNobodyInWhenThereIsNoPassword() {
        Accounts accounts = accounts(Map.of("switchhook.admin.password-file", directory + "/no\0file"));

        assertThat(accounts.signIn("admin", "")).isEmpty();
        assertThat(log).anySatisfy(line -> assertThat(line)
                .contains("Nobody can sign in as admin", "switchhook.admin.password-file"));
    }

    @Test
    void logsWhereThePasswordIsAndNeverAPassword() throws IOException {
        Accounts accounts = accounts(Map.of("switchhook.viewer.password", "look"));
        String password = Files.readString(directory.resolve("admin-password")).trim();

        accounts.signIn("admin", "tried-password");
        accounts.signIn("typed-into-wrong-field", "x");

        assertThat(log)
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .contains(directory.resolve("admin-password").toString()))
                .anySatisfy(line -> assertThat(line).contains("wrong password for user admin"))
                .noneSatisfy(line ->
                        assertThat(line).containsAnyOf(password, "look", "tried-password", "typed-into-wrong-field"));
    }

    private Accounts accounts(Map<String, String> settings) {
        return Accounts.of(Settings.of(settings), new ServerDirectory(directory), new Random());
    }
}
