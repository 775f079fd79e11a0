package io.switchhook.api.subscription;

import io.switchhook.api.Subscription;
import io.switchhook.api.WebhookEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds at deployment whether the application observes events, and how it names its subscription. */
public class SubscriptionExtension implements Extension {
    private final Set<Subscriber> declared = new LinkedHashSet<>();
    private boolean observed;
    private boolean asynchronous;

    /** Its one observer, if any, is the container; applications have no use for it. */
    public SubscriptionExtension() {}

    void named(@Observes @WithAnnotations(Subscription.class) ProcessAnnotatedType<?> type) {
        Subscription subscription = type.getAnnotatedType().getAnnotation(Subscription.class);
        if (subscription != null) {
            declared.add(Subscriber.of(subscription));
        }
    }

    void observing(@Observes ProcessObserverMethod<? extends WebhookEvent, ?> observer) {
        observed = true;
        asynchronous = asynchronous || observer.getObserverMethod().isAsync();
    }

    void valid(@Observes AfterDeploymentValidation validation) {
        Subscriber.problems(declared)
                .forEach(problem -> validation.addDeploymentProblem(new DeploymentException(problem)));
    }

    /** Who is to be subscribed; empty where nothing observes events. */
    Optional<Subscriber> subscriber() {
        return observed ? Optional.of(declared.stream().findFirst().orElse(Subscriber.UNNAMED)) : Optional.empty();
    }

    /** Whether something observes events with {@code @ObservesAsync}. */
    boolean hasAsynchronous() {
        return asynchronous;
    }
}
