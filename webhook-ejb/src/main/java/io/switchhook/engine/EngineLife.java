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
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sets sweeper and retention going with the application, and lets waiting threads go when it stops. */
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
    private Retention retention;

    @Inject
    private Outages outages;

    private ScheduledFuture<?> sweeping;
    private ScheduledFuture<?> dropping;
    private boolean swept;

    @PostConstruct
    void start() {
        Chore sweep = new Chore("SWH1003 The sweep failed and is tried again every " + Sweeper.PERIOD, this::sweep);
        Chore drop = new Chore(
                "SWH1004 Old events could not be dropped; tried again every " + Retention.PERIOD, retention::round);
        sweeping = every(Sweeper.PERIOD, Duration.ZERO, sweep);
        dropping = every(Retention.PERIOD, Retention.PERIOD, drop);
    }

    /** Only one at a time: the next begins when the last has ended. */
    private ScheduledFuture<?> every(Duration period, Duration first, Chore chore) {
        return scheduler.scheduleWithFixedDelay(chore, first.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        sweeper.sweep(!swept);
        swept = true;
    }

    /** Never throws: an end of the task would be an end of all its repeats. A failure is said once, until it is over. */
    private static final class Chore implements Runnable {
        private final String complaint;
        private final Runnable work;
        private boolean failing;

        Chore(String complaint, Runnable work) {
            this.complaint = complaint;
            this.work = work;
        }

        @Override
        public void run() {
            try {
                work.run();
                failing = false;
            } catch (RuntimeException | Error failed) {
                if (!failing) {
                    LOG.log(Level.ERROR, complaint, failed);
                }
                failing = true;
            }
        }
    }

    @PreDestroy
    void stop() {
        outages.stop();
        sweeping.cancel(true);
        dropping.cancel(false);
    }
}
