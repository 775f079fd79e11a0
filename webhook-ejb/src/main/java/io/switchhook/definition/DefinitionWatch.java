package io.switchhook.definition;

import io.switchhook.schedule.Repeated;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;

/** Looks for changed definitions once a second, from the start of the application to its end. */
@Singleton
@Startup
public class DefinitionWatch {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    @Inject
    Definitions definitions;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    ManagedScheduledExecutorService scheduler;

    private Repeated looks;

    @PostConstruct
    void start() {
        looks = new Repeated(() -> definitions.refresh(), "SWH1203 Definitions could not be looked at");
        looks.once();
        looks.start(scheduler, PERIOD, PERIOD);
    }

    @PreDestroy
    void stop() {
        looks.stop();
    }
}
