package io.switchhook.announcement;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.intake.Inbox;
import io.switchhook.ownevent.LostWork;
import io.switchhook.ownevent.OwnEvents;
import io.switchhook.store.LostWorkRows;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts Switchhook's own events into INBOUND, apart from the work they tell of: nobody waits for them, whatever the broker does.
 *
 * <p>A dead letter is told of until that is noted in its row, so after a crash perhaps twice, under the same id, but never not at all.
 * What only this process knows waits in memory, {@value #MOST_NOTICES} at most; what comes on top is counted.
 */
@ApplicationScoped
public class Announcer {
    /** How often a round is to be made. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    static final int MOST_NOTICES = 1_000;

    private static final int TOGETHER = 100;

    private static final Logger LOG = System.getLogger(Announcer.class.getName());

    private final Jdbi jdbi;
    private final Inbox inbox;
    private final IntSupplier deepest;
    private final Clock clock;
    private final BlockingQueue<EventRecord> notices = new ArrayBlockingQueue<>(MOST_NOTICES);
    private final AtomicLong dropped = new AtomicLong();
    /** Taken, and not sent yet. */
    private List<EventRecord> pending = List.of();

    @Inject
    public Announcer(Jdbi jdbi, Inbox inbox, Tuning tuning, Clock clock) {
        this(jdbi, inbox, tuning::emitDepth, clock);
    }

    Announcer(Jdbi jdbi, Inbox inbox, IntSupplier deepest, Clock clock) {
        this.jdbi = jdbi;
        this.inbox = inbox;
        this.deepest = deepest;
        this.clock = clock;
    }

    protected Announcer() {
        this(null, null, () -> 0, null); // for the CDI client proxy
    }

    /** Has this told in the next round. Never waits. */
    public void tell(EventRecord notice) {
        if (!notices.offer(notice)) {
            dropped.incrementAndGet();
        }
    }

    /** Tells what is to be told now. By one thread at a time. */
    public void round() {
        tellNotices();
        tellLosses();
    }

    private void tellNotices() {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.log(
                    Level.WARNING,
                    "SWH2203 {0} events about targets and sources are dropped: {1} wait already",
                    lost,
                    MOST_NOTICES);
        }
        if (pending.isEmpty()) {
            List<EventRecord> next = new ArrayList<>();
            notices.drainTo(next);
            pending = next;
        }
        if (!pending.isEmpty()) {
            inbox.put(pending.stream().map(OwnEvents::message).toList());
            pending = List.of();
        }
    }

    private void tellLosses() {
        List<LostWork> losses;
        do {
            losses = jdbi.withHandle(handle -> LostWorkRows.untold(handle, TOGETHER));
            if (!losses.isEmpty()) {
                tell(losses);
            }
        } while (losses.size() == TOGETHER);
    }

    private void tell(List<LostWork> losses) {
        Instant now = clock.instant();
        List<EventRecord> events = losses.stream()
                .map(lost -> event(lost, now))
                .flatMap(Optional::stream)
                .toList();
        if (!events.isEmpty()) {
            inbox.put(events.stream().map(OwnEvents::message).toList());
        }
        jdbi.useTransaction(handle ->
                LostWorkRows.told(handle, losses.stream().map(LostWork::id).toList(), now));
    }

    private Optional<EventRecord> event(LostWork lost, Instant now) {
        Optional<EventRecord> event = OwnEvents.deadLetter(lost, deepest.getAsInt(), now);
        if (event.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "SWH2201 No event tells of dead letter {0}: its own event is {1} at depth {2}, so one dead letter"
                            + " would lead to the next",
                    lost.id(),
                    lost.event().topic(),
                    lost.event().lineage().depth());
        }
        return event;
    }
}
