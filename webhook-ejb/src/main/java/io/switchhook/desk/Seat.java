package io.switchhook.desk;

import io.switchhook.pop.Pop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One listener at an agent's desk, and what it was sent. Used by one thread, but for what does not change. */
final class Seat {
    /** Something is written at least so often, so that proxies keep the connection and a listener that has gone is noticed. */
    static final Duration QUIET = Duration.ofSeconds(15);

    /**
     * A write to a connection whose other end has gone is noticed at the next one: what was sent before two that went well has arrived.
     */
    private static final int BEATS = 2;

    private static final String BEAT = ":\n\n";

    private final String agent;
    private final OptionalLong lastId;
    private final Optional<Instant> until;
    private final Listener listener;
    private final Set<Long> known = new HashSet<>();
    /** Sent, and not yet known to have arrived: beats since. */
    private final Map<Long, Integer> open = new HashMap<>();

    private Instant lastWrite = Instant.MIN;
    private boolean welcome;
    private boolean gone;

    Seat(String agent, OptionalLong lastId, Optional<Instant> until, Listener listener) {
        this.agent = agent;
        this.lastId = lastId;
        this.until = until;
        this.listener = listener;
    }

    String agent() {
        return agent;
    }

    OptionalLong lastId() {
        return lastId;
    }

    Listener listener() {
        return listener;
    }

    boolean isOver(Instant now) {
        return until.isPresent() && !until.get().isAfter(now);
    }

    /** Whether it was sent what it missed. */
    boolean isWelcome() {
        return welcome;
    }

    /** Has these, or need not get them. */
    void knows(List<Long> ids) {
        welcome = true;
        known.addAll(ids);
    }

    /** Only these can come again. */
    void forgetAllBut(Set<Long> ids) {
        known.retainAll(ids);
    }

    /** Sends it, if it was not sent; whether it was now. */
    boolean send(Pop pop, Instant now) {
        if (!known.add(pop.id())) {
            return false;
        }
        boolean offered = offer(pop.toServerSentEvent(), now);
        if (offered) {
            open.put(pop.id(), 0);
        }
        return offered;
    }

    /** Shows that it is there; the ids of those that have arrived by now. */
    List<Long> beat(Instant now) {
        if (lastWrite.plus(QUIET).isAfter(now)) {
            return List.of();
        }
        List<Long> arrived = new ArrayList<>();
        if (listener.isDrained()) {
            open.replaceAll((id, beats) -> beats + 1);
            open.forEach((id, beats) -> {
                if (beats >= BEATS) {
                    arrived.add(id);
                }
            });
            arrived.forEach(open::remove);
        }
        offer(BEAT, now);
        return arrived;
    }

    /** Whether nothing more can be sent to it. */
    boolean isGone() {
        return gone;
    }

    private boolean offer(String text, Instant now) {
        lastWrite = now;
        gone = gone || !listener.offer(text);
        return !gone;
    }
}
