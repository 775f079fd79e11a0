package io.switchhook.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Lets an event have a run of the same workflow and trigger once in each replay. The first version left it to the database to name the
 * constraint that stands against it, so its name has to be asked for.
 */
final class RunsOfReplays implements JavaMigration {
    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("9.1");
    }

    @Override
    public String getDescription() {
        return "runs of replays";
    }

    @Override
    public Integer getChecksum() {
        return 1;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        List<String> names = names(connection);
        try (Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("alter table run drop constraint \"" + name.replace("\"", "\"\"") + '"');
            }
            statement.execute("alter table run add constraint run_once_a_pass"
                    + " unique (event_seq, kind, target, trigger_id, pass)");
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select constraint_name from"
                + " information_schema.table_constraints where constraint_type = 'UNIQUE' and lower(table_name) = 'run'"
                + " and table_schema = ?")) {
            query.setString(1, connection.getSchema());
            try (ResultSet rows = query.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
                return names;
            }
        }
    }
}
