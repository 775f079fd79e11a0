package io.switchhook.engine;

import io.switchhook.announcement.Announcer;
import io.switchhook.ownevent.OwnEvents;
import io.switchhook.schedule.Repeated;
import io.switchhook.source.SourceState;
import io.switchhook.source.Sources;
import io.switchhook.target.TargetState;
import io.switchhook.target.TargetState.Breaker;
import io.switchhook.target.Targets;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Clock;

/** Has the rules told what happens to Switchhook itself, while the application runs. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class OwnEventsLife {
    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Announcer announcer;

    @Inject
    private Targets targets;

    @Inject
    private Sources sources;

    @Inject
    private NodeName node;

    @Inject
    private Clock clock;

    private Repeated telling;

    @PostConstruct
    void start() {
        targets.whenBreakerChanges(this::tell);
        sources.all().forEach(this::tell);
        telling = new Repeated(
                announcer::round,
                "SWH2202 Switchhook's own events cannot be sent; tried again every " + Announcer.PERIOD.toSeconds()
                        + " s");
        telling.start(scheduler, Announcer.PERIOD, Announcer.PERIOD);
    }

    private void tell(TargetState state) {
        announcer.tell(
                state.breaker() == Breaker.OPEN
                        ? OwnEvents.targetDown(
                                state.target(), state.failures(), node.node(), node.life(), clock.instant())
                        : OwnEvents.targetUp(state.target(), node.node(), node.life(), clock.instant()));
    }

    private void tell(SourceState state) {
        if (state instanceof SourceState.Disabled disabled) {
            announcer.tell(OwnEvents.sourceDisabled(
                    disabled.name(), disabled.reason(), node.node(), node.life(), clock.instant()));
        }
    }

    @PreDestroy
    void stop() {
        telling.stop();
    }
}
