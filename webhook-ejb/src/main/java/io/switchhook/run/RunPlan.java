package io.switchhook.run;

import io.switchhook.api.wire.EventRecord;
import io.switchhook.run.NewRun.Standing;
import io.switchhook.workflow.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where new runs stand: behind others of their line, rung for, or claimed at birth. Made for one transaction. */
public final class RunPlan {
    private final Instant now;
    private final Instant horizon;
    private final Set<Line> occupied;
    private final Handouts handouts;
    private final Ceilings ceilings;
    /** By subscriber, how many this plan hands out. */
    private final Map<String, Integer> handedOut = new HashMap<>();

    private int free;

    /** How much subscribers may be handed. */
    public interface Handouts {
        /** How many more deliveries a subscriber may have; none when it is not there. */
        int room(String subscriber);

        /** Notes that more waits for a subscriber than it was handed. */
        void heldBack(String subscriber);
    }

    /** Runs of one kind and target with the same text follow each other. */
    public record Line(RunKind kind, String target, String text) {}

    /**
     * @param horizon until when runs are rung for; what is due later is found by the sweep
     * @param occupied lines in which others stand
     * @param ceilings when triggers may start runs
     * @param free how many runs may be claimed at birth
     */
    public RunPlan(Instant now, Instant horizon, Set<Line> occupied, Handouts handouts, Ceilings ceilings, int free) {
        this.now = now;
        this.horizon = horizon;
        this.occupied = new HashSet<>(occupied);
        this.handouts = handouts;
        this.ceilings = ceilings;
        this.free = free;
    }

    /**
     * The runs of an event, which comes after those planned before.
     *
     * @param subscribers names of those that want it
     */
    public List<NewRun> of(EventRecord event, List<Rules.Start> starts, List<String> subscribers) {
        List<NewRun> runs = new ArrayList<>(starts.size() + subscribers.size());
        for (Rules.Start start : starts) {
            String workflow = start.workflow().id();
            Line line = new Line(RunKind.WORKFLOW, workflow, Lines.of(start.workflow(), event));
            Instant earliest = now.plus(start.delay());
            Instant due = ceilings.take(start.trigger(), start.rateLimit(), earliest);
            Standing standing = occupied.add(line) ? standing(due) : Standing.BEHIND;
            String variables = start.variables().toString();
            runs.add(new NewRun(
                    line.kind(),
                    workflow,
                    start.trigger(),
                    start.triggerVersion(),
                    start.workflow().version(),
                    line.text(),
                    variables,
                    due,
                    standing,
                    due.isAfter(earliest) ? held(start) : ""));
        }
        for (String subscriber : subscribers) {
            Line line = new Line(RunKind.SUBSCRIBER, subscriber, Lines.of(event));
            Standing standing = delivery(subscriber, occupied.add(line));
            runs.add(new NewRun(line.kind(), subscriber, "", "", "", line.text(), "{}", now, standing, ""));
        }
        return runs;
    }

    private static String held(Rules.Start start) {
        return "held by the rate limit of trigger " + start.trigger() + ": "
                + start.rateLimit().map(Object::toString).orElse("");
    }

    private Standing standing(Instant due) {
        if (due.isAfter(horizon)) {
            return Standing.WAITING;
        }
        if (due.isAfter(now) || free == 0) {
            return Standing.RUNG;
        }
        free--;
        return Standing.CLAIMED;
    }

    private Standing delivery(String subscriber, boolean first) {
        if (!first) {
            return Standing.BEHIND;
        }
        int handed = handedOut.getOrDefault(subscriber, 0);
        if (handouts.room(subscriber) <= handed) {
            handouts.heldBack(subscriber);
            return Standing.WAITING;
        }
        handedOut.put(subscriber, handed + 1);
        return Standing.RUNG;
    }
}
