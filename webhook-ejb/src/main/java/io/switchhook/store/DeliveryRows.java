package io.switchhook.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code run}, where deliveries to subscribers are concerned, several at a time. */
public final class DeliveryRows {

    private static final String UNWANTED = "not wanted any more by the filter of its subscriber";

    private DeliveryRows() {}

    /**
     * A delivery that was not finished when it was looked for.
     *
     * @param run id of its run
     * @param line where it stood before others
     * @param ended whether it was ended by who looked, and not by somebody else meanwhile
     */
    public record Open(long run, String subscriber, String line, boolean ended) {
        private Open endedIf(boolean itWas) {
            return new Open(run, subscriber, line, itWas);
        }
    }

    /**
     * Ends deliveries well and frees their lines. What can be told of the try that succeeded is in its run: no attempt is written.
     *
     * @param attempts by run, which try of it succeeded
     * @param unwanted those that were left out, since the subscriber does not want such events any more
     * @return those that were not finished yet
     */
    public static List<Open> succeed(Handle handle, Map<Long, Integer> attempts, Set<Long> unwanted, Instant now) {
        // In the order of locks that everybody keeps.
        List<Open> open = handle.createQuery("select id, target, line from run where id = any(:runs)"
                        + " and kind = 'subscriber' and line is not null order by id")
                .bindArray("runs", Long.class, attempts.keySet())
                .map((row, context) ->
                        new Open(row.getLong("id"), row.getString("target"), row.getString("line"), false))
                .list();
        if (open.isEmpty()) {
            return open;
        }
        PreparedBatch batch = handle.prepareBatch("update run set status = :status, line = null, rung_at = null,"
                + " tries = :tries, reason = :reason, finished_at = :now where id = :run and line is not null");
        for (Open delivery : open) {
            boolean observed = !unwanted.contains(delivery.run());
            batch.bind("status", observed ? "succeeded" : "cancelled")
                    .bind("reason", observed ? "" : UNWANTED)
                    .bind("tries", observed ? attempts.get(delivery.run()) : 0)
                    .bind("now", now)
                    .bind("run", delivery.run())
                    .add();
        }
        int[] ended = batch.execute();
        return IntStream.range(0, ended.length)
                .mapToObj(i -> open.get(i).endedIf(ended[i] == 1))
                .toList();
    }
}
