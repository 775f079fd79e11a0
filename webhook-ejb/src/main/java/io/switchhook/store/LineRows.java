package io.switchhook.store;

import io.switchhook.run.RunKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Lines of runs, in the table {@code run}: who stands in them, and who is first. A run stands in a line (kind, target, subject) until
 * it is finished, when {@code line} becomes null.
 */
public final class LineRows {
    private static final String FIRST_OF_LINE = " not exists (select 1 from run p where p.kind = r.kind and"
            + " p.target = r.target and p.line = r.line and p.id < r.id)";
    /** Ordered as the index is, so that one entry of it is read; min(id) would make H2 read the whole line. */
    static final String FIRST = " order by p.line, p.kind, p.target, p.id fetch first row only";

    private LineRows() {}

    /**
     * A run that stands in a line of its own kind and target.
     */
    public record Standing(RunKind kind, String target, String line) {}

    /** Who stands in any of these lines. */
    public static List<Standing> inLines(Handle handle, Collection<String> lines) {
        return handle.createQuery("select distinct kind, target, line from run where line = any(:lines)")
                .bindArray("lines", String.class, List.copyOf(lines))
                .map((row, context) ->
                        new Standing(RunKind.of(row.getString("kind")), row.getString("target"), row.getString("line")))
                .list();
    }

    /**
     * A run of an event that somebody must be told of.
     *
     * @param eventSeq the event's place in the order of events
     */
    public record EventBell(long eventSeq, Bell bell) {}

    /** The waiting runs of events that are first in their line and due before {@code horizon}, by their ids. */
    public static List<EventBell> firstOfLine(Handle handle, Collection<Long> eventSeqs, Instant horizon) {
        return handle.createQuery("select r.event_seq, " + RunRows.BELL + " from run r where r.event_seq = any(:events)"
                        + " and r.status = 'waiting' and r.due_at <= :horizon and" + FIRST_OF_LINE + " order by r.id")
                .bindArray("events", Long.class, List.copyOf(eventSeqs))
                .bind("horizon", horizon)
                .map((row, context) -> new EventBell(row.getLong("event_seq"), RunRows.bell(row, context)))
                .list();
    }

    /** The run that is first in line now, if it waits. */
    public static Optional<Bell> firstOfLine(Handle handle, RunKind kind, String target, String line) {
        return handle.createQuery("select " + RunRows.BELL
                        + " from run r where r.status = 'waiting' and r.id = (select p.id"
                        + " from run p where p.kind = :kind and p.target = :target and p.line = :line" + FIRST + ")")
                .bind("kind", kind.column())
                .bind("target", target)
                .bind("line", line)
                .map(RunRows::bell)
                .findOne();
    }

    /** The delivery that is first in the line a finished one stood in, if it waits. */
    public static Optional<Bell> firstBehind(Handle handle, long finishedDelivery) {
        return handle.createQuery(
                        "select " + RunRows.BELL + " from run r where r.status = 'waiting' and r.id = (select p.id"
                                + " from run p, run f join event e on e.seq = f.event_seq where"
                                + " f.id = :finished and f.line is null and p.kind = f.kind and"
                                + " p.target = f.target and p.line = e.subject" + FIRST + ")")
                .bind("finished", finishedDelivery)
                .map(RunRows::bell)
                .findOne();
    }

    /** The runs that are first in these lines of a workflow or subscriber now, wait, and were not rung for. */
    public static List<Bell> firstOfLines(Handle handle, RunKind kind, String target, Collection<String> lines) {
        return handle.createQuery(
                        "select " + RunRows.BELL + " from unnest(cast(:lines as varchar array)) as l(line) join run"
                                + " r on r.id = (select p.id from run p where p.kind = :kind and"
                                + " p.target = :target and p.line = l.line"
                                + FIRST + ") where r.status = 'waiting' and r.rung_at is null")
                .bindArray("lines", String.class, lines)
                .bind("kind", kind.column())
                .bind("target", target)
                .map(RunRows::bell)
                .list();
    }
}
