package io.switchhook.desk;

import io.switchhook.config.Settings;
import io.switchhook.pop.Backlog;
import io.switchhook.pop.Pop;
import io.switchhook.store.ScreenPopRows;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Sends screen pops to who listens. What is to be sent is in the store, whichever server wrote it; who listens is known to the server it
 * is connected to. So a pop is sent again rather than lost: at least once, told apart by its id.
 */
@ApplicationScoped
public class Desk {
    /** How often a round is to be made. */
    static final Duration PERIOD = Duration.ofMillis(100);

    /** Pops written by other servers are looked for so often. */
    static final Duration LOOK = Duration.ofSeconds(1);

    /** The last ones of an agent that are sent. */
    static final int MOST_OF_AGENT = 100;

    private static final int DROPPED_TOGETHER = 500;

    private final Jdbi jdbi;
    private final DeskLimits limits;
    private final Supplier<Duration> retention;
    private final Clock clock;
    /** By listener. Guarded by itself. */
    private final Map<Listener, Seat> seats = new LinkedHashMap<>();

    private volatile Instant stirredUntil = Instant.MIN;
    private Instant nextLook = Instant.MIN;

    @Inject
    public Desk(Jdbi jdbi, Settings settings, Tuning tuning, Clock clock) {
        this(jdbi, DeskLimits.of(settings), tuning::retention, clock);
    }

    Desk(Jdbi jdbi, DeskLimits limits, Supplier<Duration> retention, Clock clock) {
        this.jdbi = jdbi;
        this.limits = limits;
        this.retention = retention;
        this.clock = clock;
    }

    protected Desk() {
        this(null, (DeskLimits) null, null, null); // for the CDI client proxy
    }

    /** Whether there was a seat. */
    public enum Seating {
        /** There was. */
        TAKEN,
        /** This agent has all it may have. */
        AGENT_FULL,
        /** All are taken. */
        FULL
    }

    /**
     * Sends the agent's pops to the listener from now on.
     *
     * @param lastId of the last one it got, where it has been here before
     * @param until then its connection ends
     */
    public Seating sit(String agent, OptionalLong lastId, Optional<Instant> until, Listener listener) {
        synchronized (seats) {
            if (seats.size() >= limits.connections()) {
                return Seating.FULL;
            }
            long ofAgent = seats.values().stream()
                    .filter(seat -> seat.agent().equals(agent))
                    .count();
            if (ofAgent >= limits.connectionsPerAgent()) {
                return Seating.AGENT_FULL;
            }
            seats.put(listener, new Seat(agent, lastId, until, listener));
        }
        return Seating.TAKEN;
    }

    /** The listener has gone. */
    public void leave(Listener listener) {
        synchronized (seats) {
            seats.remove(listener);
        }
    }

    /** A pop is being written on this server: its transaction ends soon. */
    public void stir() {
        stirredUntil = clock.instant().plus(LOOK);
    }

    /** Sends what is to be sent now. By one thread at a time. */
    void round() {
        Instant now = clock.instant();
        List<Seat> taken = taken();
        taken.stream().filter(seat -> seat.isOver(now)).forEach(this::end);
        taken.removeIf(seat -> seat.isOver(now));
        if (taken.isEmpty()) {
            return;
        }
        Set<Long> arrived = new HashSet<>();
        taken.forEach(seat -> arrived.addAll(seat.beat(now)));
        endGone(taken);
        if (!arrived.isEmpty()) {
            jdbi.useTransaction(handle -> ScreenPopRows.seen(handle, arrived, now));
        }
        taken.stream().filter(seat -> !seat.isWelcome()).forEach(seat -> welcome(seat, now));
        if (now.isBefore(stirredUntil) || !now.isBefore(nextLook)) {
            look(taken, now);
            nextLook = now.plus(LOOK);
        }
        endGone(taken);
    }

    private void endGone(List<Seat> taken) {
        taken.stream().filter(Seat::isGone).forEach(this::end);
        taken.removeIf(Seat::isGone);
    }

    /** Ends all connections. */
    void close() {
        taken().forEach(this::end);
    }

    /** Drops old pops, a portion at a time; whether there may be more. */
    boolean dropOld() {
        Instant before = clock.instant().minus(retention.get());
        return jdbi.inTransaction(handle -> ScreenPopRows.drop(handle, before, DROPPED_TOGETHER)) == DROPPED_TOGETHER;
    }

    private List<Seat> taken() {
        synchronized (seats) {
            return new ArrayList<>(seats.values());
        }
    }

    private void end(Seat seat) {
        leave(seat.listener());
        seat.listener().end();
    }

    private void welcome(Seat seat, Instant now) {
        List<Pop> recent =
                jdbi.withHandle(handle -> ScreenPopRows.recent(handle, seat.agent(), oldest(now), MOST_OF_AGENT));
        Backlog backlog = Backlog.of(recent, seat.lastId());
        seat.knows(backlog.known());
        send(List.of(seat), backlog.toSend(), backlog.confirmed(), now);
    }

    private void look(List<Seat> taken, Instant now) {
        Set<String> agents = taken.stream().map(Seat::agent).collect(Collectors.toSet());
        List<Pop> unseen = jdbi.withHandle(handle -> ScreenPopRows.unseen(handle, agents, oldest(now), MOST_OF_AGENT));
        Set<Long> ids = unseen.stream().map(Pop::id).collect(Collectors.toSet());
        send(taken, unseen, List.of(), now);
        taken.forEach(seat -> seat.forgetAllBut(ids));
    }

    private void send(List<Seat> to, List<Pop> pops, List<Long> confirmed, Instant now) {
        Set<Long> sent = new HashSet<>();
        for (Seat seat : to) {
            for (Pop pop : pops) {
                if (pop.agent().equals(seat.agent()) && seat.send(pop, now)) {
                    sent.add(pop.id());
                }
            }
        }
        if (!sent.isEmpty() || !confirmed.isEmpty()) {
            jdbi.useTransaction(handle -> {
                ScreenPopRows.sent(handle, sent, now);
                ScreenPopRows.seen(handle, confirmed, now);
            });
        }
    }

    private Instant oldest(Instant now) {
        return now.minus(limits.unseen());
    }
}
