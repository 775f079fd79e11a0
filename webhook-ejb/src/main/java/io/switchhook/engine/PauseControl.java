package io.switchhook.engine;

import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.store.Bell;
import io.switchhook.store.PauseRows;
import io.switchhook.store.PauseRows.Resumed;
import io.switchhook.store.SweepRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Pauses targets, sources and subscribers, in force here at once and on other servers when they look, every {@link #PERIOD}. Runs turned away by a
 * paused target wait without using up an attempt; when it goes on they are made due, oldest first. Whoever dies while doing so leaves
 * a row that says it, and somebody goes on. Deliveries to a paused subscriber are not begun, see {@link SubscriberGate}; when it goes on they are handed
 * out as to one that has come back.
 */
@ApplicationScoped
public class PauseControl {
    /** How often it is looked what is paused. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    /** So long after the end of a pause others may still turn runs away, not knowing of it. */
    static final Duration LATE = Duration.ofSeconds(15);

    private static final int BATCH = 500;

    private static final Logger LOG = System.getLogger(PauseControl.class.getName());

    private final Jdbi jdbi;
    private final Pauses pauses;
    private final Ringer ringer;
    private final Clock clock;

    @Inject
    public PauseControl(Jdbi jdbi, Pauses pauses, Ringer ringer, Clock clock) {
        this.jdbi = jdbi;
        this.pauses = pauses;
        this.ringer = ringer;
        this.clock = clock;
    }

    protected PauseControl() {
        this(null, null, null, null); // for the CDI client proxy
    }

    /** Pauses a target, source or subscriber; one that is paused stays as it is. */
    public Pause pause(Kind kind, String name, String by) {
        Pause wanted = new Pause(kind, name, by, clock.instant());
        try {
            jdbi.useTransaction(handle -> PauseRows.pause(handle, wanted));
        } catch (UnableToExecuteStatementException collided) {
            // Two at the same moment: now the other's row is there.
            jdbi.useTransaction(handle -> PauseRows.pause(handle, wanted));
        }
        look();
        return pauses.of(kind, name).orElse(wanted);
    }

    /** Ends a pause; whether there was one. Its runs go on soon after. */
    public boolean resume(Kind kind, String name) {
        boolean was = jdbi.inTransaction(handle -> PauseRows.resume(handle, kind, name, clock.instant()));
        look();
        if (was && kind == Kind.TARGET) {
            bringForward(name, 1);
        }
        return was;
    }

    /** Whether a target is paused. The first who asks in a life looks: no call is made that should not be. */
    boolean holdsBack(String target) {
        if (!pauses.areKnown()) {
            try {
                look();
            } catch (RuntimeException unread) {
                LOG.log(Level.DEBUG, "What is paused is not known yet", unread);
            }
        }
        return pauses.isPaused(Kind.TARGET, target);
    }

    /** Looks what is paused, and tells runs of targets that are not any more. */
    void round() {
        look();
        Instant now = clock.instant();
        for (Resumed resumed : jdbi.withHandle(PauseRows::resumed)) {
            boolean all = resumed.kind() != Kind.TARGET || bringForward(resumed.name(), Integer.MAX_VALUE);
            if (all && resumed.at().plus(LATE).isBefore(now)) {
                jdbi.useTransaction(handle -> PauseRows.forget(handle, resumed));
            }
        }
    }

    private void look() {
        pauses.know(jdbi.withHandle(PauseRows::paused));
    }

    /** A batch at a time; whether all were told. */
    private boolean bringForward(String target, int batches) {
        int found = BATCH;
        long after = 0;
        for (int i = 0; found == BATCH && i < batches && !pauses.isPaused(Kind.TARGET, target); i++) {
            Instant now = clock.instant();
            long last = after;
            List<Long> told = jdbi.inTransaction(handle -> {
                List<Long> waiting = PauseRows.waiting(handle, target, last, BATCH);
                if (!waiting.isEmpty()) {
                    PauseRows.bringForward(handle, waiting, now);
                }
                return waiting;
            });
            found = told.size();
            if (found > 0) {
                after = told.get(found - 1);
                List<Bell> due = jdbi.withHandle(handle -> SweepRows.unrung(handle, now, BATCH));
                ringer.takeAndRing(due);
            }
        }
        return found < BATCH;
    }
}
