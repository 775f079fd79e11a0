package io.switchhook.engine;

import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.store.BacklogRows;
import io.switchhook.target.TargetState;
import io.switchhook.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;

/** How targets stand: those with calls under way, in trouble, paused or waited for. Calls and breakers are those of this server. */
@ApplicationScoped
public class TargetOverview {
    private final Jdbi jdbi;
    private final Targets targets;
    private final FullTargets full;
    private final Pauses pauses;

    @Inject
    public TargetOverview(Jdbi jdbi, Targets targets, FullTargets full, Pauses pauses) {
        this.jdbi = jdbi;
        this.targets = targets;
        this.full = full;
        this.pauses = pauses;
    }

    protected TargetOverview() {
        this(null, null, null, null); // for the CDI client proxy
    }

    /**
     * A target.
     *
     * @param pause while it is paused
     * @param waiting runs that wait for a call here, in memory
     * @param backlog runs that wait for it in the store, on whatever server
     */
    public record Overview(TargetState state, Optional<Pause> pause, int waiting, int backlog) {}

    /** All that there is something to tell of, by name. */
    public List<Overview> all() {
        Map<String, Integer> backlog = jdbi.withHandle(BacklogRows::byTarget);
        Map<String, Integer> waiting = full.waiting();
        Map<String, TargetState> states = new HashMap<>();
        targets.states().forEach(state -> states.put(state.target(), state));
        TreeSet<String> names = new TreeSet<>(states.keySet());
        names.addAll(backlog.keySet());
        names.addAll(waiting.keySet());
        pauses.all(Kind.TARGET).forEach(pause -> names.add(pause.name()));
        return names.stream()
                .map(name -> new Overview(
                        states.getOrDefault(
                                name, new TargetState(name, 0, 0, TargetState.Breaker.CLOSED, Optional.empty())),
                        pauses.of(Kind.TARGET, name),
                        waiting.getOrDefault(name, 0),
                        backlog.getOrDefault(name, 0)))
                .toList();
    }
}
