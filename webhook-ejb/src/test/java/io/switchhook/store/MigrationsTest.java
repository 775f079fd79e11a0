package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

class MigrationsTest {
    private final DataSource empty = TestStore.empty();

    @Test
    void everyMigrationThatExistsIsNamed() throws IOException, URISyntaxException {
        Path directory = Path.of(Objects.requireNonNull(Migrations.class.getResource("/db/migration"))
                .toURI());

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(Migrations.FILES);
        }
    }

    @Test
    void everyMigrationIsAppliedOnceAndInOrder() {
        Migrations.apply(empty);
        List<String> history = history();

        // and the one that is no file
        assertThat(history).hasSize(Migrations.FILES.size() + 1);
        assertThat(history).allMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("true "));
        List<Integer> events = Jdbi.create(empty).withHandle(handle -> handle.createQuery("select count(*) from event")
                .mapTo(Integer.class)
                .list());
        assertThat(events).containsExactly(0);

        Migrations.apply(empty);
        assertThat(history()).isEqualTo(history);
    }

    @Test
    @DisabledIfSystemProperty(named = "store", matches = "postgres", disabledReason = "H2 alone forgets")
    void numbersGoOnBehindTheLastRowWhereTheDatabaseHasForgottenHowFarItCounted() {
        Migrations.apply(empty);
        Jdbi jdbi = Jdbi.create(empty);
        // As a kill between the commit of the rows and the note of how far their numbers have come leaves it.
        jdbi.useHandle(handle -> handle.execute(EVENT, 7, "e7"));

        Migrations.apply(empty);

        jdbi.useHandle(handle -> handle.execute(EVENT.replace("(seq, ", "(").replace("(?, ", "("), "e8"));
        assertThat(seqs(jdbi)).containsExactly(7L, 8L);
    }

    @Test
    void numbersAreNotTouchedWhereTheyAreAheadOfTheLastRow() {
        Migrations.apply(empty);
        Jdbi jdbi = Jdbi.create(empty);
        jdbi.useHandle(handle -> handle.execute("alter table event alter column seq restart with 50"));

        Migrations.apply(empty);

        jdbi.useHandle(handle -> handle.execute(EVENT.replace("(seq, ", "(").replace("(?, ", "("), "e1"));
        assertThat(seqs(jdbi)).containsExactly(50L);
    }

    @Test
    void serversThatStartAtTheSameTimeMigrateOnce() throws Exception {
        ExecutorService servers = Executors.newFixedThreadPool(3);
        try {
            for (Future<?> started :
                    servers.invokeAll(Collections.nCopies(3, Executors.callable(() -> Migrations.apply(empty))))) {
                started.get();
            }
        } finally {
            servers.shutdownNow();
        }

        assertThat(history()).hasSize(Migrations.FILES.size() + 1);
    }

    /** So that one can go back to the version before: migrations only add. */
    @Test
    void aSchemaOfANewerVersionIsNoObstacle() {
        Migrations.apply(empty);
        Jdbi.create(empty)
                .useHandle(
                        handle -> handle.execute(
                                "insert into \"switchhook_schema\" (\"installed_rank\", \"version\","
                                        + " \"description\", \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\","
                                        + " \"success\") values (999, '999', 'to come', 'SQL', 'V999__to_come.sql', 1, 'us', 1, true)"));
        List<String> history = history();

        Migrations.apply(empty);

        assertThat(history()).isEqualTo(history);
    }

    private static final String EVENT = "insert into event (seq, id, kind, source, topic, subject, correlation_id,"
            + " occurred_at, received_at, data, receipt, state) values (?, ?, 'plain', 's', 't', 'c', '',"
            + " current_timestamp, current_timestamp, '{}', '{}', 'accepted')";

    private static List<Long> seqs(Jdbi jdbi) {
        return jdbi.withHandle(handle -> handle.createQuery("select seq from event order by seq")
                .mapTo(Long.class)
                .list());
    }

    /** Without Flyway's own line about a new schema, which has no version. */
    private List<String> history() {
        return Jdbi.create(empty)
                .withHandle(handle -> handle.createQuery("select \"success\" || ' ' || \"script\" || ' ' ||"
                                + " \"checksum\" || ' ' || \"installed_on\" from \"switchhook_schema\""
                                + " where \"version\" is not null order by \"installed_rank\"")
                        .mapTo(String.class)
                        .list());
    }
}
