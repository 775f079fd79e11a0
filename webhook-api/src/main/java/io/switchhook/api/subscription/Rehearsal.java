package io.switchhook.api.subscription;

import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.BackFill;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.Interest;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.transaction.UserTransaction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The subscription of an application in a container without a server, and its observers called as a delivery calls them: by the same
 * code. For {@code webhook-testkit}, not for applications.
 */
public final class Rehearsal {
    private static final Executor THREADS = task -> new Thread(task, "switchhook-asynchronous").start();

    private final Optional<Subscriber> subscriber;
    private final Observers observers;
    private final Instance<Asked> asked;

    private Rehearsal(Optional<Subscriber> subscriber, Observers observers, Instance<Asked> asked) {
        this.subscriber = subscriber;
        this.observers = observers;
        this.asked = asked;
    }

    /** Classes of beans that applications may ask for, to be added to a container without discovery. */
    public static List<Class<?>> beans() {
        return List.of(Asked.class);
    }

    /**
     * @param container the running container, with {@link SubscriptionExtension}
     * @param transaction what each event's observers are called in
     * @throws IllegalArgumentException if the container has no {@link SubscriptionExtension}
     */
    public static Rehearsal in(BeanManager container, UserTransaction transaction) {
        SubscriptionExtension found = container.getExtension(SubscriptionExtension.class);
        Instance<Object> beans = container.createInstance();
        Observers observers = new Observers(
                container.getEvent().select(WebhookEvent.class),
                transaction,
                beans.select(RequestContextController.class).get(),
                Optional.of(THREADS).filter(threads -> found.hasAsynchronous()));
        return new Rehearsal(found.subscriber(), observers, beans.select(Asked.class));
    }

    /** The subscription's name, empty where the application's own name is taken; nothing where the application observes no events. */
    public Optional<String> subscription() {
        return subscriber.map(Subscriber::name);
    }

    /** Which events the application wants; the others are not kept for it. */
    public Interest interest() {
        return subscriber.map(Subscriber::interest).orElse(Interest.ALL);
    }

    /** What the application has asked for of the past. */
    public List<BackFill> asked() {
        return asked.isResolvable() ? asked.get().all() : List.of();
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
