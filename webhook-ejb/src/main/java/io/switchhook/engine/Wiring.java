package io.switchhook.engine;

import io.switchhook.retry.RetrySettings;
import io.switchhook.workflow.StepExecution;
import io.switchhook.workflow.StepResult;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Wires the engine to nothing while definitions and targets are not there. */
@Dependent
public class Wiring {

    @Produces
    @Singleton
    Supplier<RetrySettings> retry() {
        return () -> RetrySettings.BUILT_IN;
    }

    @Produces
    @Singleton
    StepExecution execution() {
        return (step, context) -> new StepResult.Failed("", "no targets", false, Optional.empty());
    }
}
