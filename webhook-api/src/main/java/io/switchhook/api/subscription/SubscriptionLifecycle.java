package io.switchhook.api.subscription;

import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.EventRecord;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.naming.NamingException;

/** Subscribes the application while it runs: once, also for an EAR of several web modules. */
@ApplicationScoped
class SubscriptionLifecycle {
    private static final String THREADS = "java:comp/DefaultManagedThreadFactory";
    private static final String EXECUTOR = "java:comp/DefaultManagedExecutorService";
    private static final String APPLICATION = "java:app/AppName";

    private final SubscriptionExtension found;
    private final Event<WebhookEvent> events;
    private final Instance<UserTransaction> transaction;
    private final Instance<RequestContextController> requests;
    private final Asked asked;
    private Optional<Reachable> running = Optional.empty();

    @Inject
    SubscriptionLifecycle(
            SubscriptionExtension found,
            @Any Event<WebhookEvent> events,
            Instance<UserTransaction> transaction,
            Instance<RequestContextController> requests,
            Asked asked) {
        this.found = found;
        this.events = events;
        this.transaction = transaction;
        this.requests = requests;
        this.asked = asked;
    }

    /** For the CDI client proxy. */
    protected SubscriptionLifecycle() {
        this(null, null, null, null, null);
    }

    /**
     * Starts it where {@link SubscriptionInitializer} is not called: with this jar in an EAR's {@code lib}, Open Liberty does not look for
     * it. There this notice comes with the application's names; on WildFly it comes without any, and the initializer's turn is later.
     */
    void begun(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (isInsideWebModule()) {
            return;
        }
        try {
            Directory.lookup(THREADS, ManagedThreadFactory.class);
            Directory.lookup(APPLICATION, String.class);
        } catch (NamingException noNamesYet) {
            return;
        }
        start();
    }

    private static boolean isInsideWebModule() {
        return String.valueOf(SubscriptionLifecycle.class.getProtectionDomain().getCodeSource())
                .contains("WEB-INF");
    }

    /** @throws IllegalStateException if the server has no threads for the application, or its name cannot name a subscription */
    synchronized void start() {
        if (running.isEmpty()) {
            running = found.subscriber().map(this::subscribed);
        }
    }

    @PreDestroy
    synchronized void stop() {
        running.ifPresent(Reachable::stop);
        running = Optional.empty();
    }

    private Reachable subscribed(Subscriber subscriber) {
        try {
            ManagedThreadFactory threads = Directory.lookup(THREADS, ManagedThreadFactory.class);
            Subscriber named = subscriber.name().isEmpty()
                    ? subscriber.orNamed(Directory.lookup(APPLICATION, String.class))
                    : subscriber;
            ContextService contexts = Directory.lookup("java:comp/DefaultContextService", ContextService.class);
            return Reachable.start(named, asked, threads, () -> observers(contexts));
        } catch (NamingException e) {
            throw new IllegalStateException("Cannot subscribe to Switchhook's events: " + e.getMessage(), e);
        }
    }

    /**
     * What calls the observers apart from the transaction of the thread that received: on Open Liberty the session's local
     * transaction is bound to the thread, and none of the observers' own could be begun beside it.
     */
    private Function<EventRecord, Optional<Throwable>> observers(ContextService contexts) {
        return contexts.contextualFunction(
                new Observers(events, transaction.get(), requests.get(), asynchronous())::call);
    }

    /** The threads on which asynchronous observers are called; empty where there are none of these. */
    private Optional<Executor> asynchronous() {
        if (!found.hasAsynchronous()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Directory.lookup(EXECUTOR, ManagedExecutorService.class));
        } catch (NamingException e) {
            throw new IllegalStateException("Cannot call asynchronous observers: " + e.getMessage(), e);
        }
    }
}
