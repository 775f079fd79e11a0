package io.switchhook.it;

import static io.switchhook.it.admin.AdminApi.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.it.admin.AdminApi;
import io.switchhook.it.hook.Sender;
import io.switchhook.it.http.HttpTarget;
import io.switchhook.it.http.ReceivedRequest;
import io.switchhook.it.postgres.PostgresServer;
import io.switchhook.it.server.Directories;
import io.switchhook.it.server.ServerProcess;
import io.switchhook.it.server.ServerSetup;
import io.switchhook.it.server.TestServers;
import io.switchhook.it.server.TestStore;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as {@code docs/operations.md} says: the broker's files first, then the database. */
@EnabledIf(value = "isWanted", disabledReason = "a copied file of H2 is the same on both servers")
class BackupIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "backup-secret";
    private static final String DEFINITIONS = """
            kind: workflow
            id: tell
            steps:
              - name: held
                when: { jsonPath: id, operator: StartsWith, value: waits }
                wait: { until: { topicName: interaction.held }, timeout: PT1H }
              - name: call
                httpRequest: { url: %s, body: '{{ event.subject }}' }
            ---
            { kind: trigger, id: on-started, name: s, topicName: interaction.started, enabled: true, target: { type: Workflow, id: tell } }
            """;

    static boolean isWanted() {
        return TestStore.isPostgres() || TestServers.product().equals("wildfly");
    }

    @Test
    void whatWasThereAtTheBackupGoesOnAfterTheRestoreAndIsNotDoneTwice(@TempDir Path directory) throws Exception {
        Optional<PostgresServer> postgres =
                TestStore.isPostgres() ? Optional.of(TestStore.another()) : Optional.empty();
        try (HttpTarget target = HttpTarget.start();
                ServerProcess server = server(directory, target, postgres)) {
            Sender sender = new Sender(server.http(), "digital", SECRET);
            AdminApi api = new AdminApi(server.http());
            server.start();
            start(sender, "waits");
            start(sender, "done");
            awaitRun(api, "waits", "waiting");
            awaitRun(api, "done", "succeeded");
            // Taken in, and not stored: the broker has it.
            postgres.ifPresent(PostgresServer::stop);
            postgres.ifPresent(away -> start(sender, "queued"));

            server.stop();
            postgres.ifPresent(PostgresServer::start);
            Path backup = directory.resolve("backup");
            Directories.copy(server.data(), backup.resolve("server"));
            server.start();
            postgres.ifPresent(running -> awaitRun(api, "queued", "succeeded"));
            postgres.ifPresent(running -> running.backUp(backup.resolve("postgres")));

            start(sender, "after");
            awaitRun(api, "after", "succeeded");
            server.kill();
            Directories.delete(server.data());
            Directories.copy(backup.resolve("server"), server.data());
            postgres.ifPresent(PostgresServer::kill);
            postgres.ifPresent(lost -> lost.restore(backup.resolve("postgres")));
            postgres.ifPresent(PostgresServer::start);
            server.start();

            assertThat(subjects(api))
                    .as("what came after the backup is not there")
                    .containsExactlyInAnyOrderElementsOf(
                            postgres.isPresent() ? List.of("waits", "done", "queued") : List.of("waits", "done"));
            start(sender, "after"); // once more: it was told that it is accepted, but senders send again
            start(sender, "done");
            assertThat(sender.accepted(Sender.body("op-waits", "HELD", "waits")))
                    .isTrue();
            awaitRun(api, "after", "succeeded");
            awaitRun(api, "waits", "succeeded");
            JsonObject done = await(
                    "the repeat of done counted",
                    PATIENCE,
                    () -> event(api, "done"),
                    event -> event.getInt("duplicates") == 1);
            assertThat(done.getJsonArray("runs")).hasSize(1);
            assertThat(subjects(api)).doesNotHaveDuplicates();
            assertThat(api.all("dead-letters")).isEmpty();
            List<String> told =
                    target.requests().stream().map(ReceivedRequest::body).toList();
            assertThat(told).containsOnlyOnce("done", "waits").contains("after");
            postgres.ifPresent(any -> assertThat(told)
                    .as("the broker brings it again, and the store knows it")
                    .containsOnlyOnce("queued"));
        } finally {
            postgres.ifPresent(PostgresServer::close);
        }
    }

    private static ServerProcess server(Path directory, HttpTarget target, Optional<PostgresServer> postgres)
            throws IOException {
        Path definitions = Files.createDirectories(directory.resolve("definitions"));
        Files.writeString(definitions.resolve("tell.yaml"), DEFINITIONS.formatted(target.uri("/tell")));
        ServerSetup setup = TestServers.withSwitchhook("backup")
                .property("switchhook.definitions.dir", definitions.toString())
                .property("switchhook.admin.password", AdminApi.PASSWORD)
                .property("switchhook.egress.allow", "127.0.0.0/8")
                .source("digital", SECRET);
        postgres.ifPresent(own -> setup.storingIn(own, "backup"));
        return setup.create();
    }

    private static void start(Sender sender, String subject) {
        assertThat(sender.accepted(Sender.started("op-" + subject, subject)))
                .as(subject)
                .isTrue();
    }

    private static void awaitRun(AdminApi api, String subject, String status) {
        await(
                "the run of " + subject + " is " + status,
                PATIENCE,
                () -> api.all("events?subject=" + subject + "&topic=interaction.started").stream()
                        .flatMap(event -> api.event(event.getString("id")).getJsonArray("runs").stream())
                        .map(run -> run.asJsonObject().getString("status"))
                        .toList(),
                List.of(status)::equals);
    }

    private static JsonObject event(AdminApi api, String subject) {
        return api.event(api.all("events?subject=" + subject).get(0).getString("id"));
    }

    private static List<String> subjects(AdminApi api) {
        return api.all("events?source=digital&topic=interaction.started").stream()
                .map(event -> event.getString("subject"))
                .toList();
    }
}
