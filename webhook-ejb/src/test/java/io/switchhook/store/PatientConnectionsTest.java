package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PatientConnectionsTest {
    private static final int MINUTE = 60_000;

    /** A pool with one connection, as impatient as its driver was told. */
    private int patience = MINUTE;

    private boolean lent;

    private final Connection pooled = (Connection) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                return switch (method.getName()) {
                    case "getNetworkTimeout" -> patience;
                    case "setNetworkTimeout" -> {
                        patience = (int) given[1];
                        yield null;
                    }
                    case "isClosed" -> !lent;
                    case "close" -> {
                        lent = false;
                        yield null;
                    }
                    default -> throw new SQLException("as PostgreSQL says it", "42601");
                };
            });
    private final DataSource pool = (DataSource) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, given) -> {
                lent = true;
                return pooled;
            });

    @Test
    void aConnectionWaitsForeverUntilItIsGivenBackAndIsThenAsItWas() throws SQLException {
        try (Connection connection = new PatientConnections(pool).getConnection()) {
            assertThat(patience).isZero();
            assertThatThrownBy(connection::createStatement)
                    .as("what it throws is what the driver throws")
                    .isExactlyInstanceOf(SQLException.class)
                    .hasMessage("as PostgreSQL says it");
        }

        assertThat(patience).isEqualTo(MINUTE);
        assertThat(lent).isFalse();
    }
}
