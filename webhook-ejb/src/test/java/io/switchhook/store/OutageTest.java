package io.switchhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.switchhook.workflow.NotReady;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.ResourceAllocationException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08000", "08001", "08003", "08006", "08S01", // connection
                "53300", "57P01", "57P03", "58030", // PostgreSQL: too many connections, shutdown, starting, I/O
                "40001", "40P01", "55P03", "25006", // serialization, deadlock, lock, read-only stand-by
                "42501", "42P01", // a right or a table that is missing: our statements are fixed
                "90067", "90098", "HY000", "XX000", "", "2"
            })
    @NullSource
    void aStoreThatIsAwayIsAnOutage(String sqlState) {
        assertThat(Outage.caused(wrapped(sqlState))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"21000", "22001", "22P05", "23502", "23505", "44000", "54000"})
    void aStatementOrItsDataIsNone(String sqlState) {
        assertThat(Outage.caused(wrapped(sqlState))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void othersAtTheSameRowsAreAConflict(String sqlState) {
        assertThat(Outage.isConflict(wrapped(sqlState))).isTrue();
        assertThat(Outage.isConflict(wrapped("57P01"))).isFalse();
        assertThat(Outage.isConflict(wrapped(null))).isFalse();
    }

    @Test
    void rulesThatAreNotThereYetAreAnOutage() {
        assertThat(Outage.caused(new NotReady("the directory could not be read yet")))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofTheBroker")
    void aBrokerThatIsAwayIsAnOutage(Throwable failure) {
        assertThat(Outage.caused(failure)).isTrue();
        assertThat(Outage.caused(new IllegalStateException(new IllegalArgumentException(failure))))
                .as("deep below")
                .isTrue();
    }

    static Stream<Throwable> ofTheBroker() {
        return Stream.of(
                new JMSException("gone"), new ResourceAllocationException("full"), new JMSRuntimeException("gone"));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(Outage.caused(new IllegalStateException("nonsense"))).isFalse();
        assertThat(Outage.caused(new IllegalStateException(new NullPointerException())))
                .isFalse();
    }

    @Test
    void aDatabaseThatIsNotThereIsAnOutageAndAStatementThatFailsIsNone() {
        assertThat(failureOf("jdbc:h2:mem:outage-none;IFEXISTS=TRUE", "select 1"))
                .satisfies(OutageTest::isOutage);
        assertThat(failureOf("jdbc:h2:mem:", "select cast(1 as int) / 0"))
                .satisfies(failure -> assertThat(Outage.caused(failure)).isFalse());
    }

    private static void isOutage(Throwable failure) {
        assertThat(Outage.caused(failure)).as(failure.toString()).isTrue();
    }

    private static Throwable failureOf(String url, String statement) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return catchThrowable(() -> Jdbi.create(source).useHandle(handle -> handle.execute(statement)));
    }

    private static Throwable wrapped(String sqlState) {
        return new IllegalStateException(new JdbiException(new SQLException("said by the driver", sqlState)) {
            private static final long serialVersionUID = 1;
        });
    }
}
