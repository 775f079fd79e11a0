package io.switchhook.engine;

import io.switchhook.schedule.Repeated;
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
import java.time.Duration;

/** Keeps what administrators have ordered in force, from the start of the application to its end. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class OperationsLife {
    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private PauseControl pauses;

    @Inject
    private SubscriberRemoval removals;

    @Inject
    private BackFills backFills;

    private Repeated looking;
    private Repeated removing;
    private Repeated filling;

    @PostConstruct
    void start() {
        looking = new Repeated(
                pauses::round,
                "SWH1009 What is paused could not be read; tried again every " + PauseControl.PERIOD.toSeconds()
                        + " s");
        looking.start(scheduler, Duration.ZERO, PauseControl.PERIOD);
        removing = new Repeated(
                removals::round, "SWH1010 What waits for a removed subscriber could not be discarded; tried again");
        removing.start(scheduler, SubscriberRemoval.PERIOD, SubscriberRemoval.PERIOD);
        filling = new Repeated(backFills::round, "SWH1011 Past events could not be handed out; tried again");
        filling.start(scheduler, BackFills.PERIOD, BackFills.PERIOD);
    }

    @PreDestroy
    void stop() {
        looking.stop();
        removing.stop();
        filling.stop();
    }
}
