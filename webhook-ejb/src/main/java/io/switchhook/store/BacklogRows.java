package io.switchhook.store;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How much waits for targets, by what runs say of why they wait. */
public final class BacklogRows {

    private BacklogRows() {}

    /** Runs that wait without a claim because their target is full, left alone or paused, by target. */
    public static Map<String, Integer> byTarget(Handle handle) {
        return handle.createQuery("select reason, count(*) as runs from run where status = 'waiting' and kind ="
                        + " 'workflow' and reason like 'http%' group by reason")
                .reduceRows(new HashMap<>(), (counts, row) -> {
                    String target = row.getColumn("reason", String.class).split(" ", 2)[0];
                    counts.merge(target, row.getColumn("runs", Integer.class), Integer::sum);
                    return counts;
                });
    }
}
