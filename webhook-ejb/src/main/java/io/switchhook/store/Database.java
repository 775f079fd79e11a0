package io.switchhook.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * The store on the server's default data source. The schema is migrated with the first connection that can be had, so that the
 * application starts while the database is away.
 */
@ApplicationScoped
public class Database {

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @Produces
    @Singleton
    Jdbi jdbi() {
        return Jdbi.create(new MigratedConnections(dataSource));
    }

    /** A store on any data source, migrated; for tests. */
    public static Jdbi on(DataSource dataSource) {
        return Jdbi.create(new MigratedConnections(dataSource));
    }

    private static final class MigratedConnections implements ConnectionFactory {
        private final DataSource dataSource;
        private volatile boolean migrated;

        MigratedConnections(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        @Override
        public Connection openConnection() throws SQLException {
            if (!migrated) {
                migrate();
            }
            return dataSource.getConnection();
        }

        private synchronized void migrate() {
            if (!migrated) {
                Migrations.apply(dataSource);
                migrated = true;
            }
        }
    }
}
