package io.switchhook.store;

import io.switchhook.it.postgres.PostgresDatabase;
import io.switchhook.it.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** New databases for tests: of H2 in memory, or of a real PostgreSQL ({@code mvn -Ppostgres}). */
public final class TestStore {
    private static final String MIGRATED = "migrated";

    private static PostgresServer postgres;

    private TestStore() {}

    /** Whether they are of PostgreSQL. */
    public static boolean isPostgres() {
        return System.getProperty("store", "h2").equals("postgres");
    }

    /** One without a table. */
    public static DataSource empty() {
        if (isPostgres()) {
            return dataSource(postgres().createDatabase(UUID.randomUUID().toString()));
        }
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
        return memory;
    }

    /** One with our tables, empty. */
    public static DataSource migrated() {
        if (isPostgres()) {
            return dataSource(postgres().copyDatabase(UUID.randomUUID().toString(), MIGRATED));
        }
        DataSource memory = empty();
        Migrations.apply(memory);
        return memory;
    }

    private static synchronized PostgresServer postgres() {
        if (postgres == null) {
            PostgresServer server = PostgresServer.startIn(Path.of("target/postgres"), "fsync=off");
            Migrations.apply(dataSource(server.createDatabase(MIGRATED)));
            postgres = server;
        }
        return postgres;
    }

    private static DataSource dataSource(PostgresDatabase database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }
}
