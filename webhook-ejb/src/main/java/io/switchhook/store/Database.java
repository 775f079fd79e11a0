package io.switchhook.store;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.statement.StatementExceptions;

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
        return on(dataSource);
    }

    /** A store on any data source, migrated; for tests. */
    public static Jdbi on(DataSource dataSource) {
        return configured(Jdbi.create(new MigratedConnections(dataSource)));
    }

    /** Sets what our statements need; for tests with connections of their own. */
    public static Jdbi configured(Jdbi jdbi) {
        // Messages would show what was bound: customers' data, and tokens that a step has fetched.
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.registerArgument(new Instants());
        jdbi.registerArgument(new Texts());
        jdbi.registerArrayType(Long.class, "bigint");
        jdbi.registerArrayType(String.class, "varchar");
        return jdbi;
    }

    /** Binds an instant with its offset: a wall time means two instants when summer time ends. */
    private static final class Instants extends AbstractArgumentFactory<Instant> {
        Instants() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) ->
                    statement.setObject(position, value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        }
    }

    /**
     * Binds text without the character 0, which PostgreSQL refuses: whoever asks for one finds nothing. What is kept has none anyway, JSON
     * writes it as an escape.
     */
    private static final class Texts extends AbstractArgumentFactory<String> {
        Texts() {
            super(Types.VARCHAR);
        }

        @Override
        protected Argument build(String value, ConfigRegistry config) {
            String text = Text.storable(value);
            return (position, statement, context) -> statement.setString(position, text);
        }
    }

    /** Reads what {@link Instants} wrote; null where there is none. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
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

        /** A schema that is not there yet is like a database that is not: no work is to blame for it. */
        private synchronized void migrate() throws SQLException {
            if (!migrated) {
                try {
                    Migrations.apply(dataSource);
                } catch (RuntimeException failed) {
                    throw new SQLException("The schema cannot be migrated: " + failed.getMessage(), "08000", failed);
                }
                migrated = true;
            }
        }
    }
}
