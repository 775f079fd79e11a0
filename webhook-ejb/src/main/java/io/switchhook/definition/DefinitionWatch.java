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
        look();
        watch = scheduler.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        watch.cancel(false);
    }

    private void look() {
        try {
            definitions.refresh();
        } catch (RuntimeException failure) {
            // a scheduled task that throws is never run again
            LOG.log(Level.ERROR, "SWH1203 Definitions could not be looked at", failure);
        }
    }
}
