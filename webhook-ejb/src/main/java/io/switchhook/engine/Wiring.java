package io.switchhook.engine;

import io.switchhook.retry.RetrySettings;
import io.switchhook.target.TargetState;
import io.switchhook.target.Targets;
import io.switchhook.tuning.Tuning;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.function.Supplier;

/** Wires the engine to targets and settings. */
@Dependent
public class Wiring {
    private static final Logger LOG = System.getLogger(Targets.class.getName());

    @Produces
    @Singleton
    Supplier<RetrySettings> retry(Tuning tuning) {
        return tuning::retry;
    }

    /** The targets, which ring for runs that wait for a free call. */
    @Produces
    @Singleton
    Targets targets(Tuning tuning, Clock clock, Instance<FullTargets> full, Instance<PauseControl> pauses) {
        Targets targets = new Targets(tuning::targetLimits, clock);
        // Asked for late, because it knows the targets itself.
        targets.whenFree(target -> full.get().free(target));
        targets.pausedWhen(target -> pauses.get().holdsBack(target));
        targets.whenBreakerChanges(Wiring::log);
        return targets;
    }

    private static void log(TargetState state) {
        if (state.breaker() == TargetState.Breaker.OPEN) {
            LOG.log(
                    Level.WARNING,
                    "SWH3002 Target {0} is left alone after {1} failures in a row; calls wait",
                    state.target(),
                    state.failures());
        } else {
            LOG.log(Level.INFO, "SWH3003 Target {0} answers again", state.target());
        }
    }
}
