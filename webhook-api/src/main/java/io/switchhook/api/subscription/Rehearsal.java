package io.switchhook.api.subscription;

import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.EventRecord;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.UserTransaction;
import java.util.Optional;

/**
 * The subscription of an application in a container without a server, and its observers called as a delivery calls them: by the same
 * code. For {@code webhook-testkit}, not for applications.
 */
public final class Rehearsal {
    private final Optional<Subscriber> subscriber;
    private final Observers observers;

    private Rehearsal(Optional<Subscriber> subscriber, Observers observers) {
        this.subscriber = subscriber;
        this.observers = observers;
    }

    /**
     * @param container the running container, with {@link SubscriptionExtension}
     * @param transaction what each event's observers are called in
     * @throws IllegalArgumentException if the container has no {@link SubscriptionExtension}
     */
    public static Rehearsal in(BeanManager container, UserTransaction transaction) {
        RequestContextController requests = container
                .createInstance()
                .select(RequestContextController.class)
                .get();
        return new Rehearsal(
                container.getExtension(SubscriptionExtension.class).subscriber(),
                new Observers(container.getEvent().select(WebhookEvent.class), transaction, requests));
    }

    /** The subscription's name, empty where the application's own name is taken; nothing where the application observes no events. */
    public Optional<String> subscription() {
        return subscriber.map(Subscriber::name);
    }

    /**
     * Reads the event from the text that would be sent, and calls the observers with it.
     *
     * @return what went wrong, after which the transaction is rolled back; empty when it is committed
     */
    public Optional<Throwable> call(EventRecord event) {
        return observers.call(EventRecord.fromText(event.toJson().toString()));
    }
}
