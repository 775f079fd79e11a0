package io.switchhook.engine;

import io.switchhook.run.Lines;
import io.switchhook.run.RunKind;
import io.switchhook.store.AttemptRows;
import io.switchhook.store.AttemptRows.Attempt;
import io.switchhook.store.RunControlRows;
import io.switchhook.store.RunControlRows.Again;
import io.switchhook.store.RunControlRows.State;
import io.switchhook.store.SubscriberRows;
import io.switchhook.store.WaitRows;
import io.switchhook.workflow.Rules;
import io.switchhook.workflow.Workflow;
import io.switchhook.workflow.Workflow.Ordering;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Ends runs and has them go on, as administrators order. Everything is in the store before anybody is rung for: whoever dies between the
 * two leaves runs that nobody rang for, which the sweep finds.
 */
@ApplicationScoped
public class RunControl {
    private static final Logger LOG = System.getLogger(RunControl.class.getName());

    private final Jdbi jdbi;
    private final Rules rules;
    private final Ringer ringer;
    private final Workers workers;
    private final Claims claims;
    private final Clock clock;

    @Inject
    public RunControl(Jdbi jdbi, Rules rules, Ringer ringer, Workers workers, Claims claims, Clock clock) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.ringer = ringer;
        this.workers = workers;
        this.claims = claims;
        this.clock = clock;
    }

    protected RunControl() {
        this(null, null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * Ends a run: a step under way is not broken off, but what comes of it is not recorded and nothing follows it. Whoever stands behind it
     * goes on.
     *
     * @param by who orders it
     */
    public Ordered cancel(long run, String by) {
        Optional<State> found = state(run);
        if (found.isEmpty()) {
            return new Ordered.Unknown();
        }
        State state = found.get();
        if (state.line().isEmpty()) {
            return state.status().equals("cancelled")
                    ? new Ordered.Done()
                    : new Ordered.Refused("The run has ended: it has " + state.status() + ".");
        }
        Instant now = clock.instant();
        boolean ended = jdbi.inTransaction(handle -> {
            WaitRows.close(handle, run);
            boolean mine = RunControlRows.cancel(handle, run, "cancelled by " + by, now);
            if (mine && state.status().equals("running")) {
                AttemptRows.insert(handle, List.of(brokenOff(state, by, now)));
            }
            return mine;
        });
        workers.drop(run);
        ring(new Line(state.kind(), state.target()), Set.of(state.line().get()));
        return ended ? new Ordered.Done() : new Ordered.Refused("The run has ended meanwhile.");
    }

    private static Attempt brokenOff(State state, String by, Instant now) {
        String detail = "cancelled by " + by + "; what came of an attempt under way is not known";
        return new Attempt(state.id(), "", state.tries() + 1, "", "interrupted", detail, now, now);
    }

    /** Has a run that failed or was cancelled go on from the step it had come to, with attempts counted anew. */
    public Ordered retry(long run, String by) {
        Retried retried = retry(List.of(run), by);
        if (retried.again().contains(run)) {
            return new Ordered.Done();
        }
        return Optional.ofNullable(retried.refused().get(run))
                .<Ordered>map(Ordered.Refused::new)
                .orElseGet(Ordered.Unknown::new);
    }

    /**
     * What came of having runs go on.
     *
     * @param again those that do
     * @param refused those that cannot, and why
     */
    record Retried(Set<Long> again, Map<Long, String> refused) {}

    /** Has several go on, in one transaction. */
    Retried retry(Collection<Long> runs, String by) {
        Map<Long, String> refused = new HashMap<>();
        Map<Line, Set<String>> lines = new HashMap<>();
        Set<Long> again = jdbi.inTransaction(handle -> {
            refused.clear();
            lines.clear();
            return retry(handle, runs, by, refused, lines);
        });
        lines.forEach((line, texts) -> ring(line, texts));
        return new Retried(again, refused);
    }

    private record Line(RunKind kind, String target) {}

    private Set<Long> retry(
            Handle handle, Collection<Long> runs, String by, Map<Long, String> refused, Map<Line, Set<String>> lines) {
        Set<String> subscribers = new HashSet<>(SubscriberRows.names(handle));
        List<Again> wanted = new ArrayList<>();
        for (State state : RunControlRows.states(handle, runs)) {
            Optional<String> obstacle = obstacle(state, subscribers);
            if (obstacle.isPresent()) {
                refused.put(state.id(), obstacle.get());
            } else {
                String line = Lines.of(ordering(state), state.subject(), state.eventId());
                wanted.add(new Again(state.id(), line));
                lines.computeIfAbsent(new Line(state.kind(), state.target()), key -> new LinkedHashSet<>())
                        .add(line);
            }
        }
        Set<Long> again = RunControlRows.again(handle, wanted, "retried by " + by, clock.instant());
        wanted.stream()
                .map(Again::run)
                .filter(run -> !again.contains(run))
                .forEach(run -> refused.put(run, "The run goes on already."));
        return again;
    }

    private Optional<String> obstacle(State state, Set<String> subscribers) {
        if (state.line().isPresent()) {
            return Optional.of("The run has not ended.");
        }
        if (state.status().equals("succeeded")) {
            return Optional.of("The run has succeeded.");
        }
        // Its claim could not be told from a new one's.
        if (state.status().equals("cancelled") && claims.inHand().contains(state.id())) {
            return Optional.of("An attempt of the run is still under way.");
        }
        boolean there = state.kind() == RunKind.SUBSCRIBER
                ? subscribers.contains(state.target())
                : rules.workflow(state.target()).isPresent();
        return there
                ? Optional.empty()
                : Optional.of(state.kind().column() + " " + state.target() + " is not there any more.");
    }

    private Ordering ordering(State state) {
        return state.kind() == RunKind.SUBSCRIBER
                ? Ordering.SUBJECT
                : rules.workflow(state.target()).map(Workflow::ordering).orElse(Ordering.SUBJECT);
    }

    /** Only a hint: the order is carried out, whatever comes of it. */
    private void ring(Line line, Set<String> texts) {
        try {
            if (line.kind() == RunKind.WORKFLOW) {
                ringer.next(line.kind(), line.target(), texts);
            } else {
                texts.forEach(text -> ringer.next(line.kind(), line.target(), text));
            }
        } catch (RuntimeException unheard) {
            LOG.log(Level.DEBUG, "No bells for runs of " + line.target() + "; the sweep rings for them", unheard);
        }
    }

    private Optional<State> state(long run) {
        return jdbi.withHandle(handle -> RunControlRows.states(handle, List.of(run))).stream()
                .findFirst();
    }
}
