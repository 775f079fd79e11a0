package io.switchhook.it.server;

import io.switchhook.it.postgres.PostgresServer;
import java.nio.file.Path;

/**
 * Where the servers of this build's tests keep their data: as shipped, or each in a database of a PostgreSQL that ends with this
 * process ({@code mvn -Ppostgres}).
 */
public final class TestStore {
    private static PostgresServer postgres;

    private TestStore() {}

    /** Whether it is PostgreSQL. */
    public static boolean isPostgres() {
        return System.getProperty("store", "h2").equals("postgres");
    }

    /** The PostgreSQL of all tests in this process. */
    public static synchronized PostgresServer postgres() {
        if (postgres == null) {
            postgres = another();
        }
        return postgres;
    }

    /** One more, for a test that stops it. */
    public static PostgresServer another() {
        return PostgresServer.startIn(Path.of(System.getProperty("it.postgres", "target/postgres")));
    }

    /** Gives a server that is still to be created a store of its own. */
    static void use(ServerSetup setup, String name) {
        if (isPostgres()) {
            setup.storingIn(postgres(), name);
        }
    }
}
