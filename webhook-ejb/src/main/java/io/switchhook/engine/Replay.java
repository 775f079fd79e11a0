package io.switchhook.engine;

import java.util.List;

/**
 * What came of a replay.
 *
 * @param number of the replay, from 1; 0 if nothing was started
 */
public record Replay(int number, List<Started> started, List<Handed> handed) {
    public Replay {
        started = List.copyOf(started);
        handed = List.copyOf(handed);
    }

    /** A run of a workflow; its number is 0 in a replay that only tells what would be. */
    public record Started(String trigger, String workflow, long run) {}

    /** A delivery to a subscriber; its number is 0 in a replay that only tells what would be. */
    public record Handed(String subscriber, long run) {}
}
