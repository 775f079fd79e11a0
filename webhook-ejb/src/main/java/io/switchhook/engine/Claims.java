package io.switchhook.engine;

import io.switchhook.store.ClaimedRun;
import io.switchhook.store.HeldRunRows;
import io.switchhook.store.RunRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/** The claims this node has on runs of workflows: nobody else works on these meanwhile. */
@ApplicationScoped
public class Claims {
    /** A claim is renewed by the sweep for as long as its owner lives. */
    static final Duration TERM = Duration.ofSeconds(45);

    /** A bell with a delay may be heard a little early. */
    static final Duration EARLY = Duration.ofMillis(100);

    /** Runs whose bells are given back in one transaction. */
    private static final int TOGETHER = 500;

    private final Jdbi jdbi;
    private final FullTargets full;
    private final Outages outages;
    private final NodeName node;
    private final Clock clock;
    /** By run, how many bells are being answered. */
    private final Map<Long, Integer> inHand = new ConcurrentHashMap<>();

    @Inject
    public Claims(Jdbi jdbi, FullTargets full, Outages outages, NodeName node, Clock clock) {
        this.jdbi = jdbi;
        this.full = full;
        this.outages = outages;
        this.node = node;
        this.clock = clock;
    }

    protected Claims() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    /** Claims of these runs those that wait, are due and that nobody else claims. They are held before, and stay so. */
    List<ClaimedRun> claim(Collection<Long> runs) {
        Instant now = clock.instant();
        List<ClaimedRun> claimed = outages.outlast(() -> jdbi.inTransaction(
                handle -> HeldRunRows.claim(handle, runs, node.life(), now.plus(TERM), now.plus(EARLY))));
        runs.forEach(full::leave);
        return claimed;
    }

    /** Keeps this run's claim from running out. */
    void hold(long runId) {
        inHand.merge(runId, 1, Integer::sum);
    }

    void letGo(long runId) {
        inHand.computeIfPresent(runId, (run, bells) -> bells == 1 ? null : bells - 1);
    }

    /** Gives a claim back, to be rung for after the next start. */
    void giveBack(ClaimedRun run) {
        jdbi.useTransaction(handle -> HeldRunRows.giveClaimBack(handle, run));
    }

    /** Gives the right to ring for these runs back, so that another node does. */
    void giveBellsBack(Collection<Long> runs) {
        // In the order of locks that everybody keeps.
        List<Long> inOrder = runs.stream().sorted().toList();
        for (int from = 0; from < inOrder.size(); from += TOGETHER) {
            List<Long> some = inOrder.subList(from, Math.min(inOrder.size(), from + TOGETHER));
            jdbi.useTransaction(handle -> some.forEach(run -> RunRows.giveBellBack(handle, run)));
        }
    }

    /** The runs worked on at this moment: only their claims are worth keeping. */
    Set<Long> inHand() {
        return Set.copyOf(inHand.keySet());
    }
}
