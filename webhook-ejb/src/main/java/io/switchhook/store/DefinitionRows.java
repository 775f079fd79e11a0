package io.switchhook.store;

import io.switchhook.saved.PastDefinition;
import io.switchhook.saved.SavedDefinition;
import io.switchhook.saved.SavedDefinitions;
import io.switchhook.saved.SavedSwitch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** The tables {@code definition}, {@code definition_history}, {@code definition_switch} and {@code definition_change}. */
public final class DefinitionRows {
    private static final int USER = 128;
    private static final String HISTORY =
            "insert into definition_history (kind, id, version, action, document, changed_at,"
                    + " changed_by) values (:kind, :id, :version, :action, :document, :at, :by)";

    private DefinitionRows() {}

    /** All definitions if there was a change after {@code known}; documents only of those that changed since. */
    public static Optional<SavedDefinitions> changedSince(Handle handle, long known) {
        // before the rows: what is changed in between is found again the next time
        long number = number(handle, "");
        return number == known ? Optional.empty() : Optional.of(read(handle, number, known));
    }

    /**
     * Waits until nobody else changes definitions, and keeps others from it until the transaction ends.
     *
     * @return number of the last change
     */
    public static long lock(Handle handle) {
        return number(handle, " for update");
    }

    private static long number(Handle handle, String forUpdate) {
        return handle.createQuery("select number from definition_change where id = 1" + forUpdate)
                .mapTo(Long.class)
                .one();
    }

    /** Notes a change; only under the {@link #lock}. */
    public static void count(Handle handle, long number) {
        handle.createUpdate("update definition_change set number = :number where id = 1")
                .bind("number", number)
                .execute();
    }

    /** All definitions with their documents. */
    public static SavedDefinitions all(Handle handle) {
        return read(handle, number(handle, ""), -1);
    }

    private static SavedDefinitions read(Handle handle, long number, long known) {
        List<SavedDefinition> definitions = handle.createQuery("select kind, id, version, changed_at, changed_by,"
                        + " case when version > :known then document else '' end as document from definition"
                        + " order by kind, id")
                .bind("known", known)
                .map(DefinitionRows::definition)
                .list();
        List<SavedSwitch> switches = handle.createQuery(
                        "select kind, id, enabled, changed_at, changed_by from definition_switch order by kind, id")
                .map((row, context) -> new SavedSwitch(
                        row.getString("kind"),
                        row.getString("id"),
                        row.getBoolean("enabled"),
                        Database.instant(row, "changed_at"),
                        row.getString("changed_by")))
                .list();
        return new SavedDefinitions(number, definitions, switches);
    }

    public static Optional<SavedDefinition> find(Handle handle, String kind, String id) {
        return handle.createQuery("select kind, id, version, changed_at, changed_by, document from definition"
                        + " where kind = :kind and id = :id")
                .bind("kind", kind)
                .bind("id", id)
                .map(DefinitionRows::definition)
                .findOne();
    }

    private static SavedDefinition definition(ResultSet row, StatementContext context) throws SQLException {
        return new SavedDefinition(
                row.getString("kind"),
                row.getString("id"),
                row.getString("document"),
                row.getLong("version"),
                Database.instant(row, "changed_at"),
                row.getString("changed_by"));
    }

    /** Makes definitions what these changes say, and keeps the changes. Only under the {@link #lock}. */
    public static void write(Handle handle, List<PastDefinition> changes) {
        batch(
                handle,
                changes,
                "created",
                "insert into definition (kind, id, document, version, changed_at, changed_by)"
                        + " values (:kind, :id, :document, :version, :at, :by)");
        for (String action : List.of("updated", "enabled", "disabled")) {
            batch(
                    handle,
                    changes,
                    action,
                    "update definition set document = :document, version = :version,"
                            + " changed_at = :at, changed_by = :by where kind = :kind and id = :id");
        }
        batch(handle, changes, "deleted", "delete from definition where kind = :kind and id = :id");
        batch(handle, changes, "", HISTORY);
    }

    /** @param action which of the changes; empty for all */
    private static void batch(Handle handle, List<PastDefinition> changes, String action, String sql) {
        PreparedBatch batch = handle.prepareBatch(sql);
        batch.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        for (PastDefinition change : changes) {
            if (action.isEmpty() || change.action().equals(action)) {
                batch.bind("kind", change.kind())
                        .bind("id", change.id())
                        .bind("document", change.document())
                        .bind("version", change.version())
                        .bind("action", change.action())
                        .bind("at", change.changedAt())
                        .bind("by", Text.upTo(USER, change.changedBy()))
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /**
     * Notes what an administrator decided about a definition from a file. Only under the {@link #lock}.
     *
     * @param enabled what holds instead of what the file says; empty if the file's word holds again
     */
    public static void turn(Handle handle, PastDefinition change, Optional<Boolean> enabled) {
        handle.createUpdate("delete from definition_switch where kind = :kind and id = :id")
                .bind("kind", change.kind())
                .bind("id", change.id())
                .execute();
        enabled.ifPresent(
                on -> handle.createUpdate("insert into definition_switch (kind, id, enabled, changed_at, changed_by)"
                                + " values (:kind, :id, :enabled, :at, :by)")
                        .bind("kind", change.kind())
                        .bind("id", change.id())
                        .bind("enabled", on)
                        .bind("at", change.changedAt())
                        .bind("by", Text.upTo(USER, change.changedBy()))
                        .execute());
        batch(handle, List.of(change), "", HISTORY);
    }

    /**
     * Changes of one definition, the last first.
     *
     * @param before only changes with a smaller number
     */
    public static List<PastDefinition> history(Handle handle, String kind, String id, long before, int limit) {
        return handle.createQuery("select kind, id, version, action, document, changed_at, changed_by"
                        + " from definition_history where kind = :kind and id = :id and version < :before"
                        + " order by version desc fetch first :limit rows only")
                .bind("kind", kind)
                .bind("id", id)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new PastDefinition(
                        row.getString("kind"),
                        row.getString("id"),
                        row.getLong("version"),
                        row.getString("action"),
                        row.getString("document"),
                        Database.instant(row, "changed_at"),
                        row.getString("changed_by")))
                .list();
    }
}
