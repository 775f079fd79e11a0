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

    private Repeated looking;

    @PostConstruct
    void start() {
        looking = new Repeated(
                pauses::round,
                "SWH1009 What is paused could not be read; tried again every " + PauseControl.PERIOD.toSeconds()
                        + " s");
        looking.start(scheduler, Duration.ZERO, PauseControl.PERIOD);
    }

    @PreDestroy
    void stop() {
        looking.stop();
    }
}
