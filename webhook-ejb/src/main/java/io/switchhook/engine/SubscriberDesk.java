package io.switchhook.engine;

import io.switchhook.api.wire.SubscriberReport;
import io.switchhook.api.wire.SubscriberReport.Absent;
import io.switchhook.api.wire.SubscriberReport.Delivered;
import io.switchhook.api.wire.SubscriberReport.Failed;
import io.switchhook.api.wire.SubscriberReport.Present;
import io.switchhook.api.wire.SubscriberReport.Returned;
import io.switchhook.store.Outage;
import io.switchhook.store.SubscriberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Hears what subscribers say: who is there, and what came of each delivery. Every report may come twice. */
@ApplicationScoped
public class SubscriberDesk {
    private static final Logger LOG = System.getLogger(SubscriberDesk.class.getName());

    private final Jdbi jdbi;
    private final Deliveries deliveries;
    private final SubscriberGate gate;
    private final PastRequests past;
    private final Clock clock;

    @Inject
    public SubscriberDesk(Jdbi jdbi, Deliveries deliveries, SubscriberGate gate, PastRequests past, Clock clock) {
        this.jdbi = jdbi;
        this.deliveries = deliveries;
        this.gate = gate;
        this.past = past;
        this.clock = clock;
    }

    protected SubscriberDesk() {
        this(null, null, null, null, null); // for the CDI client proxy
    }

    /**
     * Acts on reports; harmless to repeat. That a report has come before is seen by its run alone: after a death the broker does
     * not say so. One that cannot be acted on is dropped and the others are not.
     *
     * @throws RuntimeException if store or broker are away; then all are to be heard again
     */
    public void hear(List<SubscriberReport> reports) {
        List<Delivered> delivered = reports.stream()
                .filter(Delivered.class::isInstance)
                .map(Delivered.class::cast)
                .toList();
        if (!delivered.isEmpty()) {
            hearDelivered(delivered);
        }
        for (SubscriberReport report : reports) {
            if (report instanceof Present present) {
                act(report, () -> present(present));
            } else if (report instanceof Absent) {
                act(report, () -> absent(report.subscriber()));
            } else if (report instanceof Failed failed) {
                act(report, () -> deliveries.failed(failed));
            } else if (report instanceof Returned returned) {
                act(report, () -> deliveries.returned(returned));
            }
        }
    }

    /** All together, and where that does not go, each by itself. */
    private void hearDelivered(List<Delivered> reports) {
        try {
            deliveries.delivered(reports);
        } catch (RuntimeException failure) {
            if (Outage.caused(failure)) {
                throw failure;
            }
            reports.forEach(report -> act(report, () -> deliveries.delivered(List.of(report))));
        }
    }

    /** Dropped, because given back it would come for ever; the delivery it was about is published again by the sweep. */
    private static void act(SubscriberReport report, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failure) {
            if (Outage.caused(failure)) {
                throw failure;
            }
            LOG.log(Level.ERROR, "SWH2005 A report of subscriber " + report.subscriber() + " is dropped", failure);
        }
    }

    private void present(Present report) {
        boolean registered;
        try {
            registered = seen(report);
        } catch (UnableToExecuteStatementException collided) {
            // Two first signs of life at the same moment, on two threads or nodes: now the other's row is there.
            registered = seen(report);
        }
        if (registered) {
            gate.opened(report.subscriber());
            deliveries.handOut(report.subscriber());
            report.asked().forEach(events -> act(report, () -> past.asked(report.subscriber(), events)));
        }
    }

    private void absent(String subscriber) {
        jdbi.useTransaction(handle -> SubscriberRows.absent(handle, subscriber));
        gate.closed(subscriber);
    }

    private boolean seen(Present report) {
        return jdbi.inTransaction(
                handle -> SubscriberRows.seen(handle, report.subscriber(), report.interest(), clock.instant()));
    }

    /** Hands a subscriber what waits for it, as much as it may have. */
    void handOut(String subscriber) {
        deliveries.handOut(subscriber);
    }
}
