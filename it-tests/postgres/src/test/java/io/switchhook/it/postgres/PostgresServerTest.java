package io.switchhook.it.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "store", matches = "postgres", disabledReason = "mvn -Ppostgres")
class PostgresServerTest {

    @Test
    void keepsWhatIsCommittedOverDeathsAndLetsNobodyInWithoutThePassword() throws SQLException {
        try (PostgresServer server = PostgresServer.startIn(Path.of("target/postgres"))) {
            PostgresDatabase database = server.createDatabase("kept");
            database.execute("create table kept (word text)", "insert into kept values ('committed')");

            server.kill();

            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();
            assertThat(words(database)).isEqualTo("committed");
            server.stop();
            server.start();
            assertThat(words(database)).isEqualTo("committed");
            PostgresDatabase stranger = new PostgresDatabase(database.url(), database.user(), "guessed");
            assertThatThrownBy(stranger::connect).hasMessageContaining("password authentication failed");
            assertThat(database.toString()).doesNotContain(database.password());
        }
    }

    private static String words(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select word from kept")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
