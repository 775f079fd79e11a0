package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

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
        assertThat(history).allMatch(line -> line.startsWith("TRUE "));
        List<Integer> events = Jdbi.create(empty).withHandle(handle -> handle.createQuery("select count(*) from event")
                .mapTo(Integer.class)
                .list());
        assertThat(events).containsExactly(0);

        Migrations.apply(empty);
        assertThat(history()).isEqualTo(history);
    }

    @Test
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
