package io.switchhook.engine;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.engine.Replay.Handed;
import io.switchhook.engine.Replay.Started;
import io.switchhook.run.Lines;
import io.switchhook.run.NewRun;
import io.switchhook.run.NewRun.Standing;
import io.switchhook.run.RunKind;
import io.switchhook.store.Bell;
import io.switchhook.store.LineRows;
import io.switchhook.store.LineRows.EventBell;
import io.switchhook.store.NewRunRows;
import io.switchhook.store.NewRunRows.Placed;
import io.switchhook.store.ReplayRows;
import io.switchhook.store.ReplayRows.Stored;
import io.switchhook.store.SubscriberRows;
import io.switchhook.store.SubscriberRows.Interested;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.Rules.Start;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Has stored events go through the rules again: new runs, marked as those of a replay, at the end of their lines. They are in the store
 * before anybody is rung for: whoever dies between the two leaves runs that the sweep finds.
 */
@ApplicationScoped
public class Replays {
    private static final Logger LOG = System.getLogger(Replays.class.getName());

    private final Jdbi jdbi;
    private final Rules rules;
    private final Ringer ringer;
    private final SubscriberGate gate;
    private final NodeName node;
    private final Clock clock;

    @Inject
    public Replays(Jdbi jdbi, Rules rules, Ringer ringer, SubscriberGate gate, NodeName node, Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.ringer = ringer;
        this.gate = gate;
        this.node = node;
        this.clock = clock;
    }

    protected Replays() {
        this(null, null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * What is to be replayed.
     *
     * @param triggers only these; empty: all that match
     * @param subscribers whether subscribers that want such events get it again
     */
    public record Wanted(Optional<Set<String>> triggers, boolean subscribers) {}

    /** What a replay would start now; empty if there is no such event. */
    public Optional<Replay> dry(String eventId, Wanted wanted) {
        return jdbi.withHandle(handle -> ReplayRows.find(handle, eventId).map(stored -> {
            List<Started> starts = starts(stored.event(), wanted).stream()
                    .map(start -> new Started(start.trigger(), start.workflow().id(), 0))
                    .toList();
            List<Handed> handed = subscribers(handle, stored.event(), wanted).stream()
                    .map(subscriber -> new Handed(subscriber, 0))
                    .toList();
            return new Replay(0, starts, handed);
        }));
    }

    /**
     * Replays an event; empty if there is none of this id.
     *
     * @param by who orders it
     */
    public Optional<Replay> replay(String eventId, Wanted wanted, String by) {
        Optional<Stored> found = jdbi.withHandle(handle -> ReplayRows.find(handle, eventId));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Stored stored = found.get();
        List<Start> starts = starts(stored.event(), wanted);
        Optional<Replay> replay = jdbi.inTransaction(handle -> insert(handle, stored, starts, wanted, by));
        if (replay.filter(done -> done.number() > 0).isPresent()) {
            ring(stored);
        }
        return replay;
    }

    /** By the rules in force now, and as if it had come now: an event's age is no reason not to do what is ordered. */
    private List<Start> starts(EventRecord event, Wanted wanted) {
        Instant now = clock.instant();
        EventRecord arriving = new EventRecord(
                event.id(),
                event.kind(),
                event.source(),
                event.topic(),
                event.subject(),
                event.time(),
                now,
                event.correlationId(),
                event.data());
        return rules.starts(arriving, now).stream()
                .filter(start -> wanted.triggers()
                        .map(triggers -> triggers.contains(start.trigger()))
                        .orElse(true))
                .toList();
    }

    private static List<String> subscribers(Handle handle, EventRecord event, Wanted wanted) {
        return wanted.subscribers()
                ? SubscriberRows.all(handle).stream()
                        .filter(subscriber -> subscriber.interest().covers(event))
                        .map(Interested::name)
                        .toList()
                : List.of();
    }

    private Optional<Replay> insert(Handle handle, Stored stored, List<Start> starts, Wanted wanted, String by) {
        Optional<Integer> pass = ReplayRows.nextPass(handle, stored.seq());
        if (pass.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        List<String> subscribers = subscribers(handle, stored.event(), wanted);
        List<NewRun> runs = new ArrayList<>();
        for (Start start : starts) {
            String line = Lines.of(start.workflow(), stored.event());
            String variables = start.variables().toString();
            runs.add(new NewRun(
                    RunKind.WORKFLOW,
                    start.workflow().id(),
                    start.trigger(),
                    start.triggerVersion(),
                    start.workflow().version(),
                    line,
                    variables,
                    now.plus(start.delay()),
                    Standing.WAITING,
                    ""));
        }
        for (String subscriber : subscribers) {
            String line = Lines.of(stored.event());
            runs.add(new NewRun(RunKind.SUBSCRIBER, subscriber, "", "", "", line, "{}", now, Standing.WAITING, ""));
        }
        if (runs.isEmpty()) {
            return Optional.of(new Replay(0, List.of(), List.of()));
        }
        List<Placed> placed = runs.stream()
                .map(run -> new Placed(stored.seq(), run, pass.get(), by))
                .toList();
        List<Long> ids = NewRunRows.insert(handle, placed, node.life(), now, now);
        List<Started> started = new ArrayList<>();
        List<Handed> handed = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            NewRun run = runs.get(i);
            if (run.kind() == RunKind.WORKFLOW) {
                started.add(new Started(run.trigger(), run.target(), ids.get(i)));
            } else {
                handed.add(new Handed(run.target(), ids.get(i)));
            }
        }
        return Optional.of(new Replay(pass.get(), started, handed));
    }

    /** Only a hint: the replay is in the store, whatever comes of it. */
    private void ring(Stored stored) {
        Instant horizon = clock.instant().plus(InboundEngine.AHEAD);
        try {
            List<Bell> first =
                    jdbi.withHandle(handle -> LineRows.firstOfLine(handle, List.of(stored.seq()), horizon)).stream()
                            .map(EventBell::bell)
                            .filter(bell -> InboundEngine.admits(gate, bell))
                            .toList();
            ringer.takeAndRing(first);
        } catch (RuntimeException unheard) {
            LOG.log(
                    Level.DEBUG,
                    "No bells for the replay of " + stored.event().id() + "; the sweep rings for them",
                    unheard);
        }
    }
}
