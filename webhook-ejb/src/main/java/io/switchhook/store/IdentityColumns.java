package io.switchhook.store;

import org.jdbi.v3.core.Handle;

/**
 * Lets the identity columns of H2 go on behind the last row. H2 writes down how far a column has counted only after other
 * transactions may have used and committed what it counted; killed in between, it would give out the same numbers again.
 *
 * <p>And lets H2 count far ahead: it writes that down in a commit of its own, as shipped every 32 rows, which costs as much as ours. What
 * was counted ahead when the process ends is left out. Numbers still follow each other, since all sessions share them; on
 * PostgreSQL each session would count by itself, so there nothing is counted ahead.
 */
final class IdentityColumns {

    /** Rows. */
    private static final int AHEAD = 10_000;

    private IdentityColumns() {}

    private record Column(String table, String name, long next) {}

    /** To be called before rows are written. */
    static void prepare(Handle handle) {
        handle.createQuery("select table_name, column_name, identity_base from information_schema.columns"
                        + " where is_identity = 'YES' and table_schema = current_schema")
                .map((row, context) -> new Column(row.getString(1), row.getString(2), row.getLong(3)))
                .list()
                .forEach(column -> prepare(handle, column));
    }

    private static void prepare(Handle handle, Column column) {
        long last = handle.createQuery("select coalesce(max(<column>), 0) from <table>")
                .define("column", quoted(column.name()))
                .define("table", quoted(column.table()))
                .mapTo(Long.class)
                .one();
        if (column.next() <= last) {
            handle.createUpdate("alter table <table> alter column <column> restart with " + (last + 1))
                    .define("column", quoted(column.name()))
                    .define("table", quoted(column.table()))
                    .execute();
        }
        handle.createUpdate("alter table <table> alter column <column> set cache " + AHEAD)
                .define("column", quoted(column.name()))
                .define("table", quoted(column.table()))
                .execute();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
