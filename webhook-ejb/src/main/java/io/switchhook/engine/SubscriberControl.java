package io.switchhook.engine;

import io.switchhook.pause.Pause;
import io.switchhook.pause.Pause.Kind;
import io.switchhook.store.SubscriberRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Stops subscribers for a while, as administrators order. */
@ApplicationScoped
public class SubscriberControl {
    private final Jdbi jdbi;
    private final PauseControl pauses;
    private final Deliveries deliveries;

    @Inject
    public SubscriberControl(Jdbi jdbi, PauseControl pauses, Deliveries deliveries) {
        this.jdbi = jdbi;
        this.pauses = pauses;
        this.deliveries = deliveries;
    }

    protected SubscriberControl() {
        this(null, null, null); // for the CDI client proxy
    }

    /** Has a subscriber handed nothing more; empty if there is none of this name. */
    public Optional<Pause> pause(String subscriber, String by) {
        return isKnown(subscriber) ? Optional.of(pauses.pause(Kind.SUBSCRIBER, subscriber, by)) : Optional.empty();
    }

    /** Ends that, and hands it what waits; whether it was paused, empty if there is none of this name. */
    public Optional<Boolean> resume(String subscriber) {
        if (!isKnown(subscriber)) {
            return Optional.empty();
        }
        boolean was = pauses.resume(Kind.SUBSCRIBER, subscriber);
        deliveries.handOut(subscriber);
        return Optional.of(was);
    }

    private boolean isKnown(String subscriber) {
        return jdbi.withHandle(handle -> SubscriberRows.find(handle, subscriber))
                .isPresent();
    }
}
