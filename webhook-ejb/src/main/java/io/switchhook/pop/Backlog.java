package io.switchhook.pop;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a desk that comes, or comes again, has to be sent of what there is.
 *
 * @param toSend in the order of ids
 * @param known ids of those it has, or need not get
 * @param confirmed ids of those it has and that were not known to be seen
 */
public record Backlog(List<Pop> toSend, List<Long> known, List<Long> confirmed) {
    public Backlog {
        toSend = List.copyOf(toSend);
        known = List.copyOf(known);
        confirmed = List.copyOf(confirmed);
    }

    /**
     * To one that says which was the last it got: all after that, and what was sent to nobody, since one with a lower id may have come
     * later. To one that does not say: what no desk is known to have got.
     *
     * @param pops in the order of ids
     */
    public static Backlog of(List<Pop> pops, OptionalLong lastId) {
        Predicate<Pop> has = lastId.isPresent() ? pop -> pop.id() <= lastId.getAsLong() && pop.sent() : Pop::seen;
        return new Backlog(
                pops.stream().filter(has.negate()).toList(),
                pops.stream().filter(has).map(Pop::id).toList(),
                pops.stream()
                        .filter(has)
                        .filter(pop -> !pop.seen())
                        .map(Pop::id)
                        .toList());
    }
}
