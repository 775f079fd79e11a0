package io.switchhook.engine;

import io.switchhook.pause.Pause.Kind;
import io.switchhook.pause.Pauses;
import io.switchhook.run.RunPlan;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Whether a subscriber may be handed more: only while it is there and not paused, and only up to {@code switchhook.subscriber.window}
 * deliveries under way (default 2000, 1 to 100000), fewer where events are so long that these would be more than 32 million characters.
 * What it may not have yet waits as rows, so neither an absent nor a slow subscriber fills the broker. The count is this node's estimate,
 * set right with every sweep.
 */
@ApplicationScoped
public class SubscriberGate implements RunPlan.Handouts {
    /** Characters of events under way to one subscriber. */
    static final long CHARACTERS = 32_000_000;

    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();
    private final Set<String> heldBack = ConcurrentHashMap.newKeySet();
    private final IntSupplier setting;
    private final Pauses pauses;
    private final Clock clock;
    private volatile int window;

    @Inject
    public SubscriberGate(Tuning tuning, Pauses pauses, Clock clock) {
        this(tuning::subscriberWindow, pauses, clock);
    }

    SubscriberGate(IntSupplier setting, Pauses pauses, Clock clock) {
        this.setting = setting;
        this.pauses = pauses;
        this.clock = clock;
        this.window = setting.getAsInt();
    }

    protected SubscriberGate() {
        this(() -> 0, null, null); // for the CDI client proxy
    }

    private final class UnderWay {
        final AtomicInteger count = new AtomicInteger();
        final Outflow answered = new Outflow(clock);
        /** Of an event, the last ones counting most. */
        final AtomicLong length = new AtomicLong(1);

        int window() {
            return (int) Math.max(1, Math.min(window, CHARACTERS / length.get()));
        }

        int room() {
            return Math.max(0, window() - count.get());
        }

        void published(int characters) {
            count.incrementAndGet();
            length.updateAndGet(before -> Math.max(1, before + (characters - before) / 8));
        }
    }

    boolean admits(String subscriber) {
        boolean admitted = room(subscriber) > 0;
        if (!admitted) {
            heldBack.add(subscriber);
        }
        return admitted;
    }

    /** Notes that more waits for a subscriber than it was handed. */
    @Override
    public void heldBack(String subscriber) {
        heldBack.add(subscriber);
    }

    /** How many more deliveries a subscriber may have; none when it is not there, or paused. */
    @Override
    public int room(String subscriber) {
        UnderWay its = underWay.get(subscriber);
        return its == null || isPaused(subscriber) ? 0 : its.room();
    }

    /** Whether a subscriber has too little room for so many deliveries, half its window at most, but will have enough within a time. */
    boolean willHaveRoom(int deliveries, Duration time) {
        return underWay.values().stream().anyMatch(its -> {
            int lacking = Math.min(deliveries, its.window() / 2) - its.room();
            return lacking > 0 && its.answered.within(time) >= lacking;
        });
    }

    /** Until it is known what is paused, everybody is: what is not handed out now is found by the sweep. */
    private boolean isPaused(String subscriber) {
        return !pauses.areKnown() || pauses.isPaused(Kind.SUBSCRIBER, subscriber);
    }

    /** Whether something was held back that it may have now; asked once, until something is held back again. */
    boolean drained(String subscriber) {
        UnderWay its = underWay.get(subscriber);
        return its != null
                && heldBack.contains(subscriber)
                && room(subscriber) > its.window() / 2
                && heldBack.remove(subscriber);
    }

    /** @param characters how long the event is */
    void published(String subscriber, int characters) {
        UnderWay its = underWay.get(subscriber);
        if (its != null) {
            its.published(characters);
        }
    }

    void answered(String subscriber) {
        UnderWay its = underWay.get(subscriber);
        if (its != null) {
            its.count.updateAndGet(before -> Math.max(0, before - 1));
            its.answered.came(1);
        }
    }

    void opened(String subscriber) {
        underWay.putIfAbsent(subscriber, new UnderWay());
    }

    void closed(String subscriber) {
        underWay.remove(subscriber);
    }

    /** Sets right who is there and how much is under way. */
    void refresh(Map<String, Integer> present) {
        window = setting.getAsInt();
        underWay.keySet().retainAll(present.keySet());
        present.forEach((name, count) ->
                underWay.computeIfAbsent(name, key -> new UnderWay()).count.set(count));
    }
}
