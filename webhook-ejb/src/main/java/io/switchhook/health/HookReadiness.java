package io.switchhook.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that the hook can take events. A source in error or a backlog is no reason to take the node out.
 *
 * <p>Lives in the EAR's lib directory, from where it cannot see the engine: the engine hands in what to ask.
 */
@Readiness
@ApplicationScoped
public class HookReadiness implements HealthCheck {
    private volatile Supplier<Optional<String>> whyNot = () -> Optional.of("the engine has not started");

    /** Sets what to ask: gives why the hook cannot take events, empty if it can. */
    public void ask(Supplier<Optional<String>> whyNotReady) {
        whyNot = whyNotReady;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("switchhook-hook");
        Optional<String> reason = whyNot.get();
        reason.ifPresent(text -> answer.withData("reason", text));
        return answer.status(reason.isEmpty()).build();
    }
}
