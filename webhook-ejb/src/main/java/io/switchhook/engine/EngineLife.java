package io.switchhook.engine;

import io.switchhook.duty.Duty;
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
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;

/** Sets the engine going with the application, and ends its threads when it stops. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineLife {
    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    @Inject
    private Workers workers;

    @Inject
    private Bells bells;

    @Inject
    private Readers readers;

    @Inject
    private Sweeper sweeper;

    @Inject
    private Retention retention;

    @Inject
    private Duty duty;

    @Inject
    private Outages outages;

    /** How long each part of the stop waits for work under way. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Repeated sweeping;
    private Repeated dropping;
    private boolean swept;

    @PostConstruct
    void start() {
        sweeping = new Repeated(
                this::sweep, "SWH1003 The sweep failed and is tried again every " + Sweeper.PERIOD.toSeconds() + " s");
        dropping = new Repeated(
                retention::round,
                "SWH1004 Old events could not be dropped; tried again every " + Retention.PERIOD.toSeconds() + " s");
        workers.start(threads);
        bells.heardBy(workers::offer);
        readers.start(threads);
        sweeping.start(scheduler, Duration.ZERO, Sweeper.PERIOD);
        dropping.start(scheduler, Retention.PERIOD, Retention.PERIOD);
    }

    private void sweep() {
        if (duty.isOff()) {
            sweeper.keepClaims();
            return;
        }
        sweeper.sweep(!swept);
        swept = true;
    }

    @PreDestroy
    void stop() {
        outages.stop();
        readers.stop(GRACE);
        workers.stop(GRACE);
        sweeping.stop();
        dropping.stop();
    }
}
