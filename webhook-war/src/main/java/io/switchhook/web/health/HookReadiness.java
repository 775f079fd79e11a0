package io.switchhook.web.health;

import io.switchhook.intake.InboundQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means that the hook can take events: the broker is there and every inbound queue has room. */
@Readiness
@ApplicationScoped
public class HookReadiness implements HealthCheck {
    private final InboundQueue queue;

    @Inject
    public HookReadiness(InboundQueue queue) {
        this.queue = queue;
    }

    protected HookReadiness() { // for the CDI client proxy
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("switchhook-hook");
        try {
            queue.probe();
            return answer.up().build();
        } catch (RuntimeException unavailable) {
            return answer.down().withData("reason", unavailable.getMessage()).build();
        }
    }
}
