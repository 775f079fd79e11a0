package io.switchhook.api.subscription;

import io.switchhook.api.Subscription;
import io.switchhook.api.WebhookEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds at deployment whether the application observes events, and how it names its subscription. */
public class SubscriptionExtension implements Extension {
    private final Set<Subscriber> declared = new LinkedHashSet<>();
    private final List<String> problems = new ArrayList<>();
    private boolean observed;

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
        if (observer.getObserverMethod().isAsync()) {
            problems.add(described(observer)
                    + " observes events with @ObservesAsync; events are delivered with the outcome of"
                    + " their observers, so use @Observes");
        }
    }

    void valid(@Observes AfterDeploymentValidation validation) {
        problems.addAll(Subscriber.problems(declared));
        problems.forEach(problem -> validation.addDeploymentProblem(new DeploymentException(problem)));
    }

    /** Who is to be subscribed; empty where nothing observes events. */
    Optional<Subscriber> subscriber() {
        return observed ? Optional.of(declared.stream().findFirst().orElse(Subscriber.UNNAMED)) : Optional.empty();
    }

    private static String described(ProcessObserverMethod<?, ?> observer) {
        AnnotatedMethod<?> method = observer.getAnnotatedMethod();
        return method == null
                ? observer.getObserverMethod().toString()
                : method.getDeclaringType().getJavaClass().getName() + "."
                        + method.getJavaMember().getName();
    }
}
