package io.switchhook.store;

import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The table {@code pause}, and runs that wait for targets in it. */
public final class PauseRows {

    private PauseRows() {}

    /**
     * A target or source that goes on again.
     *
     * @param at since when
     */
    public record Resumed(Kind kind, String name, Instant at) {}

    /** Those that are paused. */
    public static List<Pause> paused(Handle handle) {
        return handle.createQuery("select kind, name, paused_by, paused_at from pause where resumed_at is null")
                .map((row, context) -> new Pause(
                        Kind.of(row.getString("kind")),
                        row.getString("name"),
                        row.getString("paused_by"),
                        Database.instant(row, "paused_at")))
                .list();
    }

    /** Those that go on, and whose runs may not all have been told. */
    public static List<Resumed> resumed(Handle handle) {
        return handle.createQuery("select kind, name, resumed_at from pause where resumed_at is not null")
                .map((row, context) -> new Resumed(
                        Kind.of(row.getString("kind")), row.getString("name"), Database.instant(row, "resumed_at")))
                .list();
    }

    /** Pauses one, if it is not paused; the second time changes nothing. */
    public static void pause(Handle handle, Pause pause) {
        boolean again = handle.createUpdate("update pause set paused_at = :at, paused_by = :by, resumed_at = null"
                                + " where kind = :kind and name = :name and resumed_at is not null")
                        .bind("at", pause.since())
                        .bind("by", Text.upTo(128, pause.by()))
                        .bind("kind", pause.kind().column())
                        .bind("name", pause.name())
                        .execute()
                == 1;
        if (!again && !isThere(handle, pause.kind(), pause.name())) {
            handle.createUpdate("insert into pause (kind, name, paused_at, paused_by) values (:kind, :name, :at, :by)")
                    .bind("kind", pause.kind().column())
                    .bind("name", pause.name())
                    .bind("at", pause.since())
                    .bind("by", Text.upTo(128, pause.by()))
                    .execute();
        }
    }

    private static boolean isThere(Handle handle, Kind kind, String name) {
        return handle.createQuery("select count(*) from pause where kind = :kind and name = :name")
                        .bind("kind", kind.column())
                        .bind("name", name)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Ends a pause; false if there was none. Its row stays until what waited has been told. */
    public static boolean resume(Handle handle, Kind kind, String name, Instant now) {
        return handle.createUpdate("update pause set resumed_at = :now where kind = :kind and name = :name and"
                                + " resumed_at is null")
                        .bind("now", now)
                        .bind("kind", kind.column())
                        .bind("name", name)
                        .execute()
                == 1;
    }

    /** Forgets a pause that is over, unless it was begun anew meanwhile. */
    public static void forget(Handle handle, Resumed resumed) {
        handle.createUpdate("delete from pause where kind = :kind and name = :name and resumed_at is not null")
                .bind("kind", resumed.kind().column())
                .bind("name", resumed.name())
                .execute();
    }

    /** Runs that wait for a paused target and are younger than {@code after}, oldest first. */
    public static List<Long> waiting(Handle handle, String target, long after, int limit) {
        return handle.createQuery("select id from run where status = 'waiting' and kind = 'workflow' and"
                        + " reason = :reason and id > :after order by id fetch first :limit rows only")
                .bind("reason", Text.upTo(1024, Pause.reason(target)))
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list();
    }

    /** Makes runs, in the order of locks, that still wait due now, for whoever rings next. */
    public static void bringForward(Handle handle, List<Long> runs, Instant now) {
        RunRows.touched(
                handle,
                "update run set due_at = :now, rung_at = null, reason = '' where id = :run and status = 'waiting'",
                runs,
                now);
    }
}
