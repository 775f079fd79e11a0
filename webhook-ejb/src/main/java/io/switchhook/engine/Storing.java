package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.receipt.Receipt;
import io.switchhook.receipt.ReceiptOutcome;
import io.switchhook.run.NewRun;
import io.switchhook.run.NewRun.Standing;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.ClaimedRun;
import io.switchhook.store.EventRows;
import io.switchhook.store.EventRows.Known;
import io.switchhook.store.EventRows.NewEvent;
import io.switchhook.store.LineRows.EventBell;
import io.switchhook.store.NewRunRows;
import io.switchhook.store.NewRunRows.Placed;
import io.switchhook.store.ReceiptRows;
import io.switchhook.store.RepeatedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Stores events that came together, with their runs, in one transaction. */
@ApplicationScoped
public class Storing {
    private final Jdbi jdbi;
    private final NewRuns runs;
    private final FormerRuns former;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public Storing(Jdbi jdbi, NewRuns runs, FormerRuns former, NodeName node, Clock clock) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.former = former;
        this.node = node;
        this.clock = clock;
    }

    protected Storing() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * What storing came to.
     *
     * @param claimed runs to begin with
     * @param bells runs to ring for, the right to do so taken
     * @param untold events that somebody is still to be told of, by their place in the order of events
     * @param behind whether runs were left that wait behind others
     * @param heldBack subscribers that may not have all of it yet
     */
    record Stored(
            List<ClaimedRun> claimed,
            List<EventBell> bells,
            Map<Long, EventRecord> untold,
            boolean behind,
            Set<String> heldBack) {}

    /** @param free how many runs may be claimed at birth */
    Stored store(List<Incoming> incoming, int free) {
        return jdbi.inTransaction(handle -> new Transaction(handle, free).store(incoming));
    }

    private final class Transaction {
        private final Handle handle;
        private final int free;
        private final String owner = node.life();
        private final Instant now = clock.instant();

        private final List<ClaimedRun> claimed = new ArrayList<>();
        private final List<EventBell> bells = new ArrayList<>();
        private final Map<Long, EventRecord> untold = new LinkedHashMap<>();
        private final Set<String> heldBack = new HashSet<>();
        private final List<Receipt> receipts = new ArrayList<>();
        private final List<Wakes.Stored> stored = new ArrayList<>();
        private boolean behind;

        Transaction(Handle handle, int free) {
            this.handle = handle;
            this.free = free;
        }

        Stored store(List<Incoming> incoming) {
            former.lock(handle, incoming);
            Map<String, Known> known = new HashMap<>(EventRows.find(
                    handle, incoming.stream().map(one -> one.event().id()).toList()));
            Portion portion = Portion.of(
                    incoming, known.keySet(), (window, receivedAt) -> RepeatedRows.find(handle, window, receivedAt));
            insert(List.copyOf(portion.fresh().values()), known);
            portion.repeats()
                    .forEach(one -> countOrGoOn(one, known.get(one.event().id())));
            portion.echoes()
                    .forEach(echo -> count(echo.repeat(), echo.stored().orElseGet(() -> known.get(echo.fresh())
                            .seq())));
            ReceiptRows.insert(handle, receipts);
            goOn(halfDone(portion.fresh().keySet()));
            return new Stored(claimed, bells, untold, behind, heldBack);
        }

        private void insert(List<Incoming> fresh, Map<String, Known> known) {
            if (fresh.isEmpty()) {
                return;
            }
            List<List<NewRun>> planned = runs.of(handle, fresh, free, now);
            List<NewEvent> events = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                Arrival arrival = fresh.get(i).arrival();
                events.add(new NewEvent(arrival.message(), arrival.messageId()));
                Receipts.of(arrival.message(), ReceiptOutcome.ACCEPTED).ifPresent(receipts::add);
            }
            List<Long> seqs = EventRows.insert(handle, events);
            List<Placed> placed = new ArrayList<>();
            List<EventRecord> of = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                long seq = seqs.get(i);
                EventRecord event = fresh.get(i).event();
                stored.add(new Wakes.Stored(seq, event, fresh.get(i).awaited()));
                known.put(event.id(), new Known(seq, events.get(i).messageId()));
                if (planned.get(i).stream().anyMatch(run -> run.standing() != Standing.CLAIMED)) {
                    untold.put(seq, event);
                }
                for (NewRun run : planned.get(i)) {
                    placed.add(new Placed(seq, run));
                    of.add(event);
                }
            }
            List<Long> ids =
                    placed.isEmpty() ? List.of() : NewRunRows.insert(handle, placed, owner, now.plus(Claims.TERM), now);
            for (int i = 0; i < placed.size(); i++) {
                stand(ids.get(i), placed.get(i), of.get(i));
            }
        }

        private void stand(long id, Placed placed, EventRecord event) {
            NewRun run = placed.run();
            switch (run.standing()) {
                case BEHIND -> behind = true;
                case WAITING -> {
                    if (run.kind() == RunKind.SUBSCRIBER) {
                        heldBack.add(run.target());
                    }
                }
                case RUNG ->
                    bells.add(new EventBell(placed.eventSeq(), new Bell(id, run.kind(), run.target(), 0, run.due())));
                case CLAIMED ->
                    claimed.add(new ClaimedRun(
                            id,
                            run.kind(),
                            run.target(),
                            run.line(),
                            0,
                            "",
                            0,
                            owner,
                            JsonText.read(run.variables()),
                            now,
                            event));
            }
        }

        private void countOrGoOn(Incoming repeat, Known known) {
            if (known.isBroughtAgainBy(repeat.arrival().messageId())) {
                untold.put(known.seq(), repeat.event());
            } else {
                count(repeat, known.seq());
            }
        }

        private void count(Incoming repeat, long original) {
            if (EventRows.countDuplicate(handle, original, repeat.arrival().messageId(), now)) {
                Receipts.of(repeat.arrival().message(), ReceiptOutcome.DUPLICATE)
                        .ifPresent(receipts::add);
            }
        }

        /** Brought again by their messages, so perhaps left half done. */
        private List<Long> halfDone(Set<String> fresh) {
            return untold.entrySet().stream()
                    .filter(entry -> !fresh.contains(entry.getValue().id()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private void goOn(List<Long> halfDone) {
            behind |= !halfDone.isEmpty();
            List<EventBell> further = former.goOn(handle, halfDone, stored, now);
            bells.addAll(further);
            Set<Long> ofEvents = further.stream().map(EventBell::eventSeq).collect(Collectors.toSet());
            stored.stream()
                    .filter(one -> ofEvents.contains(one.seq()))
                    .forEach(one -> untold.put(one.seq(), one.event()));
        }
    }
}
