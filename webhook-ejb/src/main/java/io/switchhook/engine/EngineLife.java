package io.switchhook.engine;

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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sets the sweeper going with the application, and lets waiting threads go when it stops. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EngineLife {
    private static final Logger LOG = System.getLogger(EngineLife.class.getName());

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Sweeper sweeper;

    @Inject
    private Outages outages;

    private ScheduledFuture<?> sweeping;
    private boolean swept;
    private boolean failing;

    @PostConstruct
    void start() {
        sweeping = scheduler.scheduleWithFixedDelay(this::sweep, 0, Sweeper.PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Only one at a time: the next begins when the last has ended. */
    private void sweep() {
        try {
            sweeper.sweep(!swept);
            swept = true;
            failing = false;
        } catch (RuntimeException | Error failed) {
            // An end of this task would be an end of all sweeping. Said once: what is not swept now is swept when the
            // fault is over.
            if (!failing) {
                LOG.log(Level.ERROR, "SWH1003 The sweep failed and is tried again every " + Sweeper.PERIOD, failed);
            }
            failing = true;
        }
    }

    @PreDestroy
    void stop() {
        outages.stop();
        sweeping.cancel(true);
    }
}
