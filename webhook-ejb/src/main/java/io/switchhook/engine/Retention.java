package io.switchhook.engine;

import io.switchhook.store.ExpiredRows;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Drops events older than {@code switchhook.retention}, with their runs and attempts, in small transactions. What is not finished
 * stays, and so does what a dead letter is about. A subject's variables go with its last event. Used by one thread at a time.
 */
@ApplicationScoped
public class Retention {
    /** How often a round is to be made. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    /** From the end of a pass over the old events to the beginning of the next. */
    static final Duration BETWEEN_PASSES = Duration.ofMinutes(10);

    private static final Logger LOG = System.getLogger(Retention.class.getName());

    private final Jdbi jdbi;
    private final Supplier<Duration> retention;
    private final Clock clock;
    private final int batch;
    private final int batches;

    private Instant nextPass = Instant.MIN;
    /** The last event looked at in this pass. */
    private long at;

    private long dropped;

    @Inject
    public Retention(Jdbi jdbi, Tuning tuning, Clock clock) {
        this(jdbi, tuning::retention, clock, 500, 50);
    }

    /**
     * @param batch events looked at in one transaction
     * @param batches transactions of one round
     */
    Retention(Jdbi jdbi, Supplier<Duration> retention, Clock clock, int batch, int batches) {
        this.jdbi = jdbi;
        this.retention = retention;
        this.clock = clock;
        this.batch = batch;
        this.batches = batches;
    }

    protected Retention() {
        this(null, null, null, 0, 0); // for the CDI client proxy
    }

    /** Makes one round, which goes on where the one before ended; nothing to do between two passes. */
    public void round() {
        Instant now = clock.instant();
        if (now.isBefore(nextPass)) {
            return;
        }
        Duration kept = retention.get();
        Instant before = now.minus(kept);
        for (int i = 0; i < batches; i++) {
            ExpiredRows.Batch done = jdbi.inTransaction(handle -> ExpiredRows.drop(handle, at, before, batch));
            at = done.last();
            dropped += done.dropped();
            if (!done.more()) {
                jdbi.inTransaction(handle -> ExpiredRows.dropOrphans(handle, before, batch));
                endPass(kept, now);
                return;
            }
        }
    }

    private void endPass(Duration kept, Instant now) {
        if (dropped > 0) {
            LOG.log(Level.INFO, "{0} events older than {1} were dropped", dropped, kept);
        }
        at = 0;
        dropped = 0;
        nextPass = now.plus(BETWEEN_PASSES);
    }
}
