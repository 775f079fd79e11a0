package io.switchhook.desk;

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

/** Has screen pops sent while the application runs, and the connections ended when it stops. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class DeskLife {
    private static final Duration DROPPING = Duration.ofMinutes(1);

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private Desk desk;

    private Repeated sending;
    private Repeated dropping;

    @PostConstruct
    void start() {
        sending = new Repeated(desk::round, "SWH2302 Screen pops cannot be sent; tried again at once");
        dropping = new Repeated(this::dropOld, "SWH2303 Old screen pops could not be dropped; tried again in a minute");
        sending.start(scheduler, Desk.PERIOD, Desk.PERIOD);
        dropping.start(scheduler, DROPPING, DROPPING);
    }

    private void dropOld() {
        boolean more = true;
        while (more) {
            more = desk.dropOld();
        }
    }

    @PreDestroy
    void stop() {
        sending.stop();
        dropping.stop();
        desk.close();
    }
}
