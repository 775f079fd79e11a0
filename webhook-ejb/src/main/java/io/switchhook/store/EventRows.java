package io.switchhook.store;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.api.wire.Lineage;
import io.switchhook.inbound.InboundMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code event}. */
public final class EventRows {
    /** Columns that {@link #read} reads. */
    public static final String COLUMNS =
            "e.id, e.kind, e.source, e.topic, e.subject, e.occurred_at, e.received_at, e.correlation_id, e.data,"
                    + " e.depth, e.cause";

    private static final int MESSAGE_ID = 128;

    /**
     * An event that is there already.
     *
     * @param message id of the message that brought it
     */
    public record Known(long seq, String message) {
        /** Whether the broker brings it again, which it does only while nobody has said that its runs were rung for. */
        public boolean isBroughtAgainBy(String messageId) {
            return message.equals(Text.upTo(MESSAGE_ID, messageId));
        }
    }

    /**
     * An event to be stored.
     *
     * @param messageId of the message that brings it
     */
    public record NewEvent(InboundMessage message, String messageId) {}

    private EventRows() {}

    /** Those that are there already, by id. */
    public static Map<String, Known> find(Handle handle, Collection<String> ids) {
        return handle.createQuery("select id, seq, message from event where id = any(:ids)")
                .bindArray("ids", String.class, List.copyOf(ids))
                .reduceRows(new HashMap<>(), (known, row) -> {
                    known.put(
                            row.getColumn("id", String.class),
                            new Known(row.getColumn("seq", Long.class), row.getColumn("message", String.class)));
                    return known;
                });
    }

    /** @return the new events' places in the order of events, as they were given */
    public static List<Long> insert(Handle handle, List<NewEvent> events) {
        PreparedBatch batch = handle.prepareBatch("insert into event (id, kind, source, topic, subject,"
                + " correlation_id, occurred_at, received_at, data, receipt, message, state, depth, cause) values (:id, :kind,"
                + " :source, :topic, :subject, :correlation, :occurred, :received, :data, :receipt, :message, 'routed',"
                + " :depth, :cause)");
        for (NewEvent brought : events) {
            EventRecord event = brought.message().event();
            batch.bind("id", event.id())
                    .bind("kind", event.kind().name())
                    .bind("source", event.source())
                    .bind("topic", event.topic())
                    .bind("subject", event.subject())
                    .bind("correlation", event.correlationId())
                    .bind("occurred", event.time())
                    .bind("received", event.receivedAt())
                    .bind("data", JsonText.text(event.data()))
                    .bind("receipt", JsonText.text(brought.message().receipt()))
                    .bind("message", Text.upTo(MESSAGE_ID, brought.messageId()))
                    .bind("depth", event.lineage().depth())
                    .bind("cause", event.lineage().cause())
                    .add();
        }
        return batch.executePreparedBatch("seq").mapTo(Long.class).list();
    }

    /**
     * Counts what a sender sent again. A message that was counted before, or has brought this event, is the broker's
     * redelivery, for which after a death only its id stands: it changes nothing.
     *
     * @return whether it was counted
     */
    public static boolean countDuplicate(Handle handle, long seq, String messageId, Instant now) {
        return handle.createUpdate(
                                "update event set duplicates = duplicates + 1, last_duplicate_at = :now, repeated_by = :message"
                                        + " where seq = :seq and message <> :message and repeated_by <> :message")
                        .bind("now", now)
                        .bind("message", Text.upTo(MESSAGE_ID, messageId))
                        .bind("seq", seq)
                        .execute()
                == 1;
    }

    /**
     * The topics of the events that led to this one, the first of them first, its own last; fewer where events were dropped meanwhile.
     *
     * @param most how many at most, the last ones
     */
    public static List<String> chain(Handle handle, EventRecord event, int most) {
        Deque<String> topics = new ArrayDeque<>(List.of(event.topic()));
        String cause = event.lineage().cause();
        while (!cause.isEmpty() && topics.size() < most) {
            String id = cause;
            cause = "";
            for (Cause led : causes(handle, id)) {
                topics.addFirst(led.topic());
                cause = led.cause();
            }
        }
        return List.copyOf(topics);
    }

    private record Cause(String topic, String cause) {}

    private static List<Cause> causes(Handle handle, String id) {
        return handle.createQuery("select topic, cause from event where id = :id")
                .bind("id", id)
                .map((row, context) -> new Cause(row.getString("topic"), row.getString("cause")))
                .list();
    }

    /** Reads an event from a row with {@link #COLUMNS}. */
    public static EventRecord read(ResultSet row, StatementContext context) throws SQLException {
        return new EventRecord(
                row.getString("id"),
                EventKind.valueOf(row.getString("kind")),
                row.getString("source"),
                row.getString("topic"),
                row.getString("subject"),
                Database.instant(row, "occurred_at"),
                Database.instant(row, "received_at"),
                row.getString("correlation_id"),
                JsonText.read(row.getString("data")),
                new Lineage(row.getInt("depth"), row.getString("cause")));
    }
}
