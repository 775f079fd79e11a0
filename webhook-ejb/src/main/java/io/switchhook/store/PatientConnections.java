package io.switchhook.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source whose connections wait for as long as a statement takes, whatever its driver was told: an index of a large table is built
 * in silence. Given back, a connection is as impatient as before.
 */
final class PatientConnections implements DataSource {
    private static final int FOR_EVER = 0;

    private final DataSource source;

    PatientConnections(DataSource source) {
        this.source = source;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return patient(source.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return patient(source.getConnection(username, password));
    }

    private static Connection patient(Connection connection) throws SQLException {
        int before = connection.getNetworkTimeout();
        if (before == FOR_EVER) {
            return connection;
        }
        connection.setNetworkTimeout(Runnable::run, FOR_EVER);
        return (Connection) Proxy.newProxyInstance(
                PatientConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, given) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        connection.setNetworkTimeout(Runnable::run, before);
                    }
                    return invoke(connection, method, given);
                });
    }

    private static Object invoke(Connection connection, Method method, Object[] given) throws Throwable {
        try {
            return method.invoke(connection, given);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
