package io.switchhook.pause;

import io.switchhook.pause.Pause.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is paused now, as this server knows it: asked for at every request and call, so it costs nothing to ask. */
@ApplicationScoped
public class Pauses {
    private volatile Map<Kind, Map<String, Pause>> current = Map.of();
    private volatile boolean known;

    /** The pause of this target, source or subscriber; empty while it is not paused. */
    public Optional<Pause> of(Kind kind, String name) {
        return Optional.ofNullable(current.getOrDefault(kind, Map.of()).get(name));
    }

    public boolean isPaused(Kind kind, String name) {
        return current.getOrDefault(kind, Map.of()).containsKey(name);
    }

    /** Whether it was looked at all; until then nothing counts as paused. */
    public boolean areKnown() {
        return known;
    }

    /** All of a kind, by name. */
    public List<Pause> all(Kind kind) {
        return current.getOrDefault(kind, Map.of()).values().stream()
                .sorted(Comparator.comparing(Pause::name))
                .toList();
    }

    /** Replaces what is known. */
    public void know(Collection<Pause> pauses) {
        Map<Kind, Map<String, Pause>> next = new HashMap<>();
        pauses.forEach(pause ->
                next.computeIfAbsent(pause.kind(), kind -> new HashMap<>()).put(pause.name(), pause));
        current = next;
        known = true;
    }
}
