package io.switchhook.engine;

import io.switchhook.store.ClaimedRun;
import java.util.Optional;

/**
 * How far a turn has brought a run.
 *
 * @param next the run as it stands then, if it can go on at once
 * @param elsewhere whether somebody else goes on with it, or ends it
 */
record Progress(Optional<ClaimedRun> next, boolean elsewhere) {
    static final Progress ENDED = new Progress(Optional.empty(), false);
    static final Progress ELSEWHERE = new Progress(Optional.empty(), true);

    static Progress to(ClaimedRun run) {
        return new Progress(Optional.of(run), false);
    }
}
