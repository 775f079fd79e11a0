package io.switchhook.store;

import io.switchhook.api.wire.Lineage;
import io.switchhook.ownevent.LostWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code dead_letter}, where events tell of them: it is their outbox. */
public final class LostWorkRows {

    private LostWorkRows() {}

    /** The oldest dead letters of which no event has told yet. */
    public static List<LostWork> untold(Handle handle, int limit) {
        return handle.createQuery("select d.id, d.kind, d.run_id, d.event_id, d.source, d.topic, d.subject, d.target,"
                        + " d.step, d.address, d.reason, d.attempts, d.first_at, d.last_at, e.correlation_id, e.depth,"
                        + " e.cause from dead_letter d left join event e on e.id = d.event_id where d.announced_at is null"
                        + " order by d.id fetch first :limit rows only")
                .bind("limit", limit)
                .map(LostWorkRows::read)
                .list();
    }

    /** Notes that nothing more is to be told of them. */
    public static void told(Handle handle, List<Long> ids, Instant now) {
        PreparedBatch batch = handle.prepareBatch("update dead_letter set announced_at = :now where id = :id");
        ids.forEach(id -> batch.bind("now", now).bind("id", id).add());
        batch.execute();
    }

    private static LostWork read(ResultSet row, StatementContext context) throws SQLException {
        long run = row.getLong("run_id");
        OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(run);
        String correlation = row.getString("correlation_id");
        boolean stored = correlation != null;
        return new LostWork(
                row.getLong("id"),
                row.getString("kind"),
                known,
                new LostWork.Event(
                        row.getString("event_id"),
                        row.getString("source"),
                        row.getString("topic"),
                        row.getString("subject"),
                        stored ? correlation : "",
                        stored ? new Lineage(row.getInt("depth"), row.getString("cause")) : Lineage.NONE),
                row.getString("target"),
                row.getString("step"),
                row.getString("address"),
                row.getString("reason"),
                row.getInt("attempts"),
                Database.instant(row, "first_at"),
                Database.instant(row, "last_at"));
    }
}
