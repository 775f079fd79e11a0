package io.switchhook.definition;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Looks for changed definitions once a second, from the start of the application to its end. */
@Singleton
@Startup
public class DefinitionWatch {
    private static final Logger LOG = System.getLogger(DefinitionWatch.class.getName());

    @Inject
    Definitions definitions;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private ScheduledFuture<?> watch;

    @PostConstruct
    void start() {
        Runnable looks = new Looks(() -> definitions.refresh());
        looks.run();
        watch = scheduler.scheduleWithFixedDelay(looks, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        watch.cancel(false);
    }

    /** Looks that never throw, since a scheduled task that does is never run again. A failure is logged when it is a new one. */
    static final class Looks implements Runnable {
        private final Runnable look;
        private String known = "";

        Looks(Runnable look) {
            this.look = look;
        }

        @Override
        public void run() {
            try {
                look.run();
                known = "";
            } catch (Throwable failure) {
                if (!known.equals(failure.toString())) {
                    known = failure.toString();
                    LOG.log(Level.ERROR, "SWH1203 Definitions could not be looked at", failure);
                }
            }
        }
    }
}
