package io.switchhook.intake;

import static jakarta.ejb.ConcurrencyManagementType.BEAN;
import static jakarta.ejb.TransactionAttributeType.NOT_SUPPORTED;

import io.switchhook.duty.Duty;
import io.switchhook.health.HookReadiness;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.eclipse.microprofile.health.Readiness;

/** Answers for the queue's readiness from any thread: a call of an enterprise bean brings the application's names along. */
@Singleton
@Startup
@ConcurrencyManagement(BEAN)
@TransactionAttribute(NOT_SUPPORTED)
public class ReadinessProbe {
    @Inject
    private InboundQueue queue;

    @Inject
    private Duty duty;

    @Inject
    @Readiness
    private HookReadiness readiness;

    @Resource
    private SessionContext context;

    @PostConstruct
    void answer() {
        ReadinessProbe throughTheContainer = context.getBusinessObject(ReadinessProbe.class);
        readiness.ask(throughTheContainer::whyNotReady);
    }

    /** Why events cannot be taken now; empty if they can. */
    public Optional<String> whyNotReady() {
        if (duty.isOff()) {
            return Optional.of(
                    "the node is drained, to be stopped; POST /switchhook/api/node/resume has it work again");
        }
        try {
            queue.probe();
            return Optional.empty();
        } catch (BrokerUnavailable | FaultToleranceException unavailable) {
            return Optional.of(String.valueOf(unavailable.getMessage()));
        }
    }
}
