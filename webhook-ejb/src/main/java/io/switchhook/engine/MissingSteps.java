package io.switchhook.engine;

import io.switchhook.store.ClaimedRun;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs whose workflow, or the step at which they stand, is not defined: that may soon be again, when somebody edits or a directory is not mounted. */
@ApplicationScoped
public class MissingSteps {
    /** Runs wait so long before they are given up. */
    static final Duration MISSED = Duration.ofHours(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final RunPauses pauses;
    private final GivenUp givenUp;
    private final Clock clock;
    /** By workflow and step, since when it has been missed. */
    private final Map<Missing, Instant> since = new ConcurrentHashMap<>();

    private record Missing(String workflow, String step) {}

    @Inject
    public MissingSteps(RunPauses pauses, GivenUp givenUp, Clock clock) {
        this.pauses = pauses;
        this.givenUp = givenUp;
        this.clock = clock;
    }

    protected MissingSteps() {
        this(null, null, null); // for the CDI client proxy
    }

    /** @param defined whether the workflow is there, without the step */
    void miss(ClaimedRun run, boolean defined) {
        Instant now = clock.instant();
        String reason = defined
                ? "workflow " + run.target() + " was changed and has no step \"" + run.stepName() + "\" any more"
                : "workflow " + run.target() + " is not defined any more";
        Instant first = since.computeIfAbsent(new Missing(run.target(), run.stepName()), missing -> now);
        if (first.plus(MISSED).isAfter(now)) {
            pauses.until(now.plus(LOOK_AGAIN), run, run.tries(), reason, handle -> {});
        } else {
            givenUp.giveUp(run, run.stepName(), "", reason, run.tries(), handle -> {});
        }
    }

    void found(ClaimedRun run) {
        if (!since.isEmpty()) {
            since.remove(new Missing(run.target(), run.stepName()));
        }
    }
}
