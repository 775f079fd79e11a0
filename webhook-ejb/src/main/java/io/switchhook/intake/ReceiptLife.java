package io.switchhook.intake;

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

/** Has receipts stored while the application runs, and the last of them when it stops. */
@Startup
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ReceiptLife {
    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService scheduler;

    @Inject
    private ReceiptKeeper keeper;

    private Repeated keeping;

    @PostConstruct
    void start() {
        keeping = new Repeated(
                keeper::round,
                "SWH1007 Receipts cannot be stored; tried again every " + ReceiptKeeper.PERIOD.toSeconds() + " s");
        keeping.start(scheduler, ReceiptKeeper.PERIOD, ReceiptKeeper.PERIOD);
    }

    @PreDestroy
    void stop() {
        keeping.stop();
        new Repeated(keeper::finish, "SWH1008 The last receipts could not be stored").once();
    }
}
