package io.switchhook.engine;

import io.switchhook.identity.RepeatWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What came together, sorted as if each had been stored before the next was looked at.
 *
 * @param fresh what is new, by id, in the order in which it came
 * @param repeats what comes again under the id under which it is stored or new
 * @param echoes what comes again under another id
 */
record Portion(Map<String, Incoming> fresh, List<Incoming> repeats, List<Echo> echoes) {

    /**
     * An event that has no id of the sender's and repeats one under another id. That one is another message's work: the repeat is
     * counted, and nothing else.
     *
     * @param stored the place in the order of events of what it repeats; empty if that is new
     * @param fresh the id of what it repeats if that is new, else empty
     */
    record Echo(Incoming repeat, Optional<Long> stored, String fresh) {}

    /**
     * @param known the ids that are stored already
     * @param stored finds what is stored and repeated by an event received at a time; asked only for events that have a window and are
     *     not known
     */
    static Portion of(
            List<Incoming> incoming, Set<String> known, BiFunction<RepeatWindow, Instant, Optional<Long>> stored) {
        Portion portion = new Portion(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Incoming one : incoming) {
            String id = one.event().id();
            if (known.contains(id) || portion.fresh.containsKey(id)) {
                portion.repeats.add(one);
            } else {
                portion.echo(one, stored).ifPresentOrElse(portion.echoes::add, () -> portion.fresh.put(id, one));
            }
        }
        return portion;
    }

    private Optional<Echo> echo(Incoming one, BiFunction<RepeatWindow, Instant, Optional<Long>> stored) {
        Instant at = one.event().receivedAt();
        return one.arrival().message().repeats().flatMap(window -> stored.apply(window, at)
                .map(seq -> new Echo(one, Optional.of(seq), ""))
                .or(() -> freshNeighbour(window, at).map(id -> new Echo(one, Optional.empty(), id))));
    }

    private Optional<String> freshNeighbour(RepeatWindow window, Instant at) {
        return window.neighbours(at).stream()
                .map(fresh::get)
                .filter(Objects::nonNull)
                .map(Incoming::event)
                .filter(event -> window.covers(event.receivedAt(), at))
                .map(event -> event.id())
                .findFirst();
    }
}
