package io.switchhook.store;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings the schema to this version. The migrations are named one by one: servers hide the contents of an EAR from Flyway's
 * class path scan, and a migration that is not found is one that is silently not applied. There are no callbacks; the empty file
 * {@code db/callback/flyway.location} keeps Flyway from complaining that it cannot look for them on Open Liberty.
 */
public final class Migrations {
    static final List<String> FILES = List.of(
            "V1__events_and_runs.sql",
            "V2__duplicates_and_retention.sql",
            "V3__lines_first.sql",
            "V4__written_once.sql",
            "V5__receipts.sql",
            "V6__variables.sql",
            "V7__flow.sql",
            "V8__definitions.sql",
            "V9__operations.sql",
            "V10__own_events_and_desk.sql");

    private static final String[] NOWHERE = {};

    private Migrations() {}

    /**
     * Several servers may do so at the same time: one migrates, the others wait. A schema that is newer than this version is left as it is.
     *
     * @throws RuntimeException if the database cannot be reached or a migration fails
     */
    public static void apply(DataSource dataSource) {
        boolean h2 = isH2(dataSource);
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(new PatientConnections(dataSource))
                .table("switchhook_schema")
                .placeholders(Map.of("text", textType(h2)))
                .resourceProvider(new NamedFiles())
                .javaMigrationClassProvider(List::of)
                .javaMigrations(new RunsOfReplays())
                .locations(NOWHERE) // nothing to scan for
                .load()
                .migrate();
        if (h2) {
            Jdbi.create(dataSource).useHandle(IdentityColumns::prepare);
        }
    }

    private static String textType(boolean h2) {
        // A CLOB of H2's is kept apart from its row and costs several times as much.
        return h2 ? "varchar(1000000000)" : "text";
    }

    private static boolean isH2(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException failed) {
            throw new IllegalStateException("The data source gives no connection", failed);
        }
    }

    private static final class NamedFiles implements ResourceProvider {
        @Override
        public LoadableResource getResource(String name) {
            return FILES.contains(name) ? new NamedFile(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return FILES.stream()
                    .filter(name -> name.startsWith(prefix) && List.of(suffixes).contains(".sql"))
                    .<LoadableResource>map(NamedFile::new)
                    .toList();
        }
    }

    private static final class NamedFile extends LoadableResource {
        private final String name;

        NamedFile(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(
                    Objects.requireNonNull(
                            Migrations.class.getResourceAsStream("/db/migration/" + name), "missing migration " + name),
                    StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return "db/migration/" + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return getAbsolutePath();
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
