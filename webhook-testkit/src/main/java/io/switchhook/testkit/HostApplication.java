package io.switchhook.testkit;

import io.switchhook.api.subscription.Rehearsal;
import io.switchhook.api.subscription.SubscriptionExtension;
import io.switchhook.testkit.Outcome.Delivered;
import io.switchhook.testkit.Outcome.Failed;
import io.switchhook.testkit.Outcome.NotWanted;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.util.List;
import java.util.Optional;

/**
 * An application that observes Switchhook's events, in a container without a server.
 *
 * <pre>{@code
 * try (HostApplication application = HostApplication.of(Greeter.class)) {
 *     application.deliver(interaction("chat-1").topic("interaction.started").data("{\"mediaType\":\"chat\"}"));
 * }
 * }</pre>
 *
 * <p>An event is turned into the object observers get, its observers are selected and called, in a request scope and a transaction,
 * by the code of {@code webhook-api} that does so on a server. What a server adds is missing: the transaction knows no resources, so that a
 * rollback undoes nothing, and there is no JNDI, no {@code @Resource}, no {@code @Transactional}. Transactional observers
 * ({@code during = AFTER_SUCCESS} and the like) are called when that transaction ends, asynchronous ones on threads of the kit's.
 *
 * <p>The class path of the test must have a CDI SE container, for example Weld ({@code org.jboss.weld.se:weld-se-core}), and a
 * JSON provider, for example Parsson ({@code org.eclipse.parsson:parsson}). OpenWebBeans runs one container at a time, and gives the thread that
 * started it one request scope for all. For one thread at a time.
 */
public final class HostApplication implements AutoCloseable {
    private final SeContainer container;
    private final boolean ours;
    private final HostApplicationExtension watch;
    private final Transaction transaction = new Transaction();
    private final Rehearsal rehearsal;

    private HostApplication(SeContainer container, boolean ours) {
        this.container = container;
        this.ours = ours;
        watch = container.getBeanManager().getExtension(HostApplicationExtension.class);
        rehearsal = Rehearsal.in(container.getBeanManager(), transaction);
    }

    /**
     * Starts a container that holds these beans and no others. To be closed.
     *
     * @param beans classes with observers, and what is injected into them
     * @throws RuntimeException if the application could not be deployed, for example for a name that no server takes
     */
    public static HostApplication of(Class<?>... beans) {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SubscriptionExtension(), new HostApplicationExtension())
                .addBeanClasses(beans)
                .addBeanClasses(Rehearsal.beans().toArray(Class<?>[]::new));
        return new HostApplication(initializer.initialize(), true);
    }

    /**
     * The application in a container that the test has started, and closes.
     *
     * @throws IllegalArgumentException if the container was started without discovery and without the two extensions
     */
    public static HostApplication in(SeContainer container) {
        try {
            return new HostApplication(container, false);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The container does not know who observes events. Started with disableDiscovery() it needs"
                            + " addExtensions(new SubscriptionExtension(), new HostApplicationExtension())",
                    e);
        }
    }

    /** {@link io.switchhook.api.Subscription#name()}; empty where the application goes by its own name, or observes no events. */
    public Optional<String> subscription() {
        return rehearsal.subscription().filter(name -> !name.isEmpty());
    }

    /**
     * What the application has asked for by {@link io.switchhook.api.PastEvents}, in its order, as
     * {@code first-load since 2026-11-01T00:00:00Z}. It does not come by itself: deliver an event that is {@link GivenEvent#replayed}.
     */
    public List<String> asked() {
        return rehearsal.asked().stream()
                .map(past -> past.id() + " " + past.described())
                .toList();
    }

    /** A bean of the application. */
    public <T> T get(Class<T> bean) {
        return container.select(bean).get();
    }

    /**
     * Delivers the event and insists that it arrives: that the application is called, and nothing goes wrong.
     *
     * @throws AssertionError if the subscription's filter does not let it through, if no observer is for it, if one throws, or a transactional one does; it says which observers there are
     */
    public Delivered deliver(GivenEvent event) {
        Outcome outcome = attempt(event);
        if (outcome instanceof NotWanted) {
            throw new AssertionError("The subscription's filter does not let " + event + " through: "
                    + rehearsal.interest().toJson());
        }
        if (outcome instanceof Failed failed) {
            throw new AssertionError(
                    failed.observers() + " failed at " + event + ", which would come again: " + failed.cause(),
                    failed.cause());
        }
        Delivered delivered = (Delivered) outcome;
        if (delivered.observers().isEmpty()) {
            throw new AssertionError("No observer is for " + event + ", which is " + event.type() + ". "
                    + (watch.found().isEmpty()
                            ? "The application has no observer of events, so it would not be subscribed."
                            : "Its observers: " + String.join(", ", watch.found()) + "."));
        }
        if (!delivered.tooLate().isEmpty()) {
            Throwable first = delivered.tooLate().get(0);
            throw new AssertionError(
                    "A transactional observer of " + delivered.observers() + " failed at " + event
                            + ", which would not come again: " + first,
                    first);
        }
        return delivered;
    }

    /** Delivers the event as Switchhook would once, and tells what came of it. */
    public Outcome attempt(GivenEvent event) {
        if (!rehearsal.interest().covers(event.sent())) {
            return new NotWanted();
        }
        Calls calls = new Calls(transaction);
        watch.calling(calls);
        try {
            Optional<Throwable> failure = rehearsal.call(event.sent());
            return failure.<Outcome>map(cause -> new Failed(calls.failure().orElse(cause), calls.observers()))
                    .orElseGet(() -> new Delivered(calls.observers(), calls.tooLate()));
        } finally {
            watch.calling(null);
        }
    }

    /** Stops the container, if it was started by {@link #of}; once. */
    @Override
    public void close() {
        if (ours && container.isRunning()) {
            container.close();
        }
    }
}
