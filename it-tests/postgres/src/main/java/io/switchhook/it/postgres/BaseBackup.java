package io.switchhook.it.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Base backups of a server, as pg_basebackup makes them, which is not among the binaries. */
final class BaseBackup {
    private static final String LABEL = "backup_label";

    private BaseBackup() {}

    /** Makes one while the server runs. */
    static void make(PostgresDatabase administration, Path data, Path to) throws IOException, SQLException {
        try (Connection connection = administration.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('test', true)");
            Trees.copy(data, to);
            try (ResultSet rows = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                rows.next();
                Files.writeString(to.resolve(LABEL), rows.getString(1));
            }
            // What was written meanwhile makes the copy whole.
            Trees.copy(data.resolve("pg_wal"), to.resolve("pg_wal"));
            Files.deleteIfExists(to.resolve("postmaster.pid"));
        }
    }

    /** Replaces all data by those of a backup, while the server is stopped. */
    static void restore(Path from, Path data, Account account) throws IOException {
        Trees.delete(data);
        Trees.copy(from, data);
        account.give(data.resolve(LABEL));
    }
}
