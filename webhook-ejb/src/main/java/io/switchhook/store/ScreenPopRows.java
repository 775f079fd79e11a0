package io.switchhook.store;

import io.switchhook.pop.Pop;
import io.switchhook.workflow.ScreenPop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code screen_pop}. */
public final class ScreenPopRows {
    private static final String COLUMNS =
            "id, agent, url, label, display, event_id, topic, subject, created_at, sent_at, seen_at";

    private ScreenPopRows() {}

    /** Adds a pop that a run has made. */
    public static void insert(Handle handle, ClaimedRun run, ScreenPop pop, Instant now) {
        handle.createUpdate("insert into screen_pop (agent, url, label, display, event_id, topic, subject, run_id,"
                        + " created_at) values (:agent, :url, :label, :display, :event, :topic, :subject, :run, :now)")
                .bind("agent", pop.agent())
                .bind("url", pop.url())
                .bind("label", pop.label())
                .bind("display", pop.display())
                .bind("event", run.event().id())
                .bind("topic", run.event().topic())
                .bind("subject", run.event().subject())
                .bind("run", run.id())
                .bind("now", now)
                .execute();
    }

    /**
     * The last pops of each agent that no desk is known to have got, in the order of ids.
     *
     * @param since not older
     * @param most of each agent
     */
    public static List<Pop> unseen(Handle handle, Collection<String> agents, Instant since, int most) {
        return handle.createQuery("select " + COLUMNS + " from (select " + COLUMNS
                        + ", row_number() over (partition by agent order by id desc) as place from screen_pop where agent"
                        + " = any(:agents) and created_at > :since and seen_at is null) unseen where place <= :most order"
                        + " by id")
                .bindArray("agents", String.class, List.copyOf(agents))
                .bind("since", since)
                .bind("most", most)
                .map(ScreenPopRows::read)
                .list();
    }

    /** The last pops of an agent, seen or not, in the order of ids. */
    public static List<Pop> recent(Handle handle, String agent, Instant since, int most) {
        return handle.createQuery("select " + COLUMNS + " from (select " + COLUMNS
                        + " from screen_pop where agent = :agent and created_at > :since order by id desc fetch first :most"
                        + " rows only) recent order by id")
                .bind("agent", agent)
                .bind("since", since)
                .bind("most", most)
                .map(ScreenPopRows::read)
                .list();
    }

    /** Notes that desks were sent them. */
    public static void sent(Handle handle, Collection<Long> ids, Instant now) {
        note(handle, "update screen_pop set sent_at = :now where id = :id and sent_at is null", ids, now);
    }

    /** Notes that desks were found to have got them. */
    public static void seen(Handle handle, Collection<Long> ids, Instant now) {
        note(handle, "update screen_pop set seen_at = :now where id = :id and seen_at is null", ids, now);
    }

    /** Drops old ones; how many. */
    public static int drop(Handle handle, Instant before, int most) {
        return handle.createUpdate("delete from screen_pop where id in (select id from screen_pop where created_at <"
                        + " :before order by created_at fetch first :most rows only)")
                .bind("before", before)
                .bind("most", most)
                .execute();
    }

    /** In the order of ids, so that two servers never wait for each other's rows crosswise. */
    private static void note(Handle handle, String update, Collection<Long> ids, Instant now) {
        if (!ids.isEmpty()) {
            PreparedBatch batch = handle.prepareBatch(update);
            ids.stream().sorted().distinct().forEach(id -> batch.bind("now", now)
                    .bind("id", id)
                    .add());
            batch.execute();
        }
    }

    private static Pop read(ResultSet row, StatementContext context) throws SQLException {
        return new Pop(
                row.getLong("id"),
                row.getString("agent"),
                row.getString("url"),
                row.getString("label"),
                row.getString("display"),
                row.getString("event_id"),
                row.getString("topic"),
                row.getString("subject"),
                Database.instant(row, "created_at"),
                row.getObject("sent_at") != null,
                row.getObject("seen_at") != null);
    }
}
