package io.switchhook.testkit;

import io.switchhook.api.FromSource;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the observers of events, tells which of them are called, and calls transactional ones when the kit's transaction ends. A container
 * finds it by itself; one without discovery is given it by {@code addExtensions}, beside
 * {@link io.switchhook.api.subscription.SubscriptionExtension}.
 */
public class HostApplicationExtension implements Extension {
    private static final int LATITUDE = 1_000_000;
    private static final int LAST = Integer.MAX_VALUE - LATITUDE;

    private final List<String> found = new ArrayList<>();

    /** Of the event that is being delivered, null where none is. */
    private volatile Calls current;

    /** For the container alone. */
    public HostApplicationExtension() {}

    void observing(@Observes ProcessObserverMethod<? extends WebhookEvent, ?> observer) {
        watched(observer);
    }

    private <E extends WebhookEvent> void watched(ProcessObserverMethod<E, ?> observer) {
        ObserverMethod<E> method = observer.getObserverMethod();
        String name = name(observer.getAnnotatedMethod(), method);
        found.add(name + qualifiers(method) + " " + simple(method.getObservedType()));
        TransactionPhase phase = method.getTransactionPhase();
        observer.configureObserverMethod().notifyWith(event -> called(name, phase, () -> method.notify(event)));
        if (phase != TransactionPhase.IN_PROGRESS) {
            // The container is without transactions and would call it at once; on a server those in progress come
            // first.
            observer.configureObserverMethod()
                    .transactionPhase(TransactionPhase.IN_PROGRESS)
                    .priority(LAST + Math.min(method.getPriority(), LATITUDE));
        }
    }

    private void called(String observer, TransactionPhase phase, Runnable call) {
        Calls calls = current;
        if (calls == null) {
            call.run();
        } else {
            calls.take(observer, phase, call);
        }
    }

    /** Every observer, as {@code Greeter.greet @Topic("interaction.started") InteractionEvent}. */
    List<String> found() {
        return found;
    }

    /** Observers that are called from now on are called for this event; null for none. */
    void calling(Calls calls) {
        current = calls;
    }

    private static String name(AnnotatedMethod<?> method, ObserverMethod<?> observer) {
        return method == null
                ? observer.getBeanClass().getSimpleName()
                : method.getDeclaringType().getJavaClass().getSimpleName() + "."
                        + method.getJavaMember().getName();
    }

    private static String qualifiers(ObserverMethod<?> observer) {
        return observer.getObservedQualifiers().stream()
                .map(HostApplicationExtension::qualifier)
                .sorted()
                .collect(Collectors.joining());
    }

    private static String qualifier(Annotation qualifier) {
        if (qualifier instanceof Topic topic) {
            return " @Topic(\"" + topic.value() + "\")";
        }
        if (qualifier instanceof FromSource source) {
            return " @FromSource(\"" + source.value() + "\")";
        }
        return " @" + qualifier.annotationType().getSimpleName();
    }

    private static String simple(Type type) {
        return type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
    }
}
