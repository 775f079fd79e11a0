package io.switchhook.api.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.InteractionEvent;
import io.switchhook.api.Subscription;
import io.switchhook.api.Topic;
import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.Interest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.Optional;
import java.util.Set;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

class SubscriptionExtensionTest {

    @Test
    void applicationWithoutObserverIsNotSubscribed() {
        assertThat(found(Named.class, Unrelated.class)).isEmpty();
    }

    @Test
    void applicationThatObservesIsSubscribedUnderItsOwnName() {
        assertThat(found(Plain.class)).contains(Subscriber.UNNAMED);
    }

    @Test
    void observerOfASubtypeSubscribes() {
        assertThat(found(OfSubtype.class)).contains(Subscriber.UNNAMED);
    }

    @Test
    void annotationNamesTheSubscription() {
        assertThat(found(Plain.class, Named.class)).contains(new Subscriber("crm", 2));
    }

    @Test
    void annotationAloneMakesItsClassABean() {
        assertThat(found(NamedObserver.class)).contains(new Subscriber("crm", 2));
    }

    @Test
    void twoNamesFailTheDeployment() {
        assertThatThrownBy(() -> found(Plain.class, Named.class, OtherwiseNamed.class))
                .hasMessageContainingAll("one subscription", "crm", "billing");
    }

    @Test
    void malformedNameFailsTheDeployment() {
        assertThatThrownBy(() -> found(Plain.class, Misnamed.class)).hasMessageContaining("o'hara");
    }

    @Test
    void asynchronousObserverSubscribesToo() {
        assertThat(found(Asynchronous.class)).contains(Subscriber.UNNAMED);
    }

    @Test
    void annotationNamesTheFilter() {
        assertThat(found(Plain.class, Filtered.class))
                .contains(new Subscriber(
                        "crm", 4, new Interest(Set.of("interaction.started"), Set.of("digital"), "chat-")));
    }

    @Test
    void twoFiltersAndMalformedOnesFailTheDeployment() {
        assertThatThrownBy(() -> found(Plain.class, Filtered.class, OtherwiseFiltered.class))
                .hasMessageContainingAll("one subscription", "chat-");
        assertThatThrownBy(() -> found(Plain.class, OtherwiseFiltered.class)).hasMessageContaining("sources must be");
    }

    private static Optional<Subscriber> found(Class<?>... beans) {
        SubscriptionExtension extension = new SubscriptionExtension();
        Weld weld = new Weld().disableDiscovery().addExtension(extension).beanClasses(beans);
        try (WeldContainer container = weld.initialize()) {
            assertThat(container.isRunning()).isTrue();
            return extension.subscriber();
        }
    }

    @ApplicationScoped
    static class Plain {
        void on(@Observes WebhookEvent event) {}
    }

    @ApplicationScoped
    static class OfSubtype {
        void on(@Observes @Topic("interaction.started") InteractionEvent event) {}
    }

    @ApplicationScoped
    static class Unrelated {
        void on(@Observes String event) {}
    }

    @ApplicationScoped
    @Subscription(name = "crm", threads = 2)
    static class Named {}

    @Subscription(name = "crm", threads = 2)
    static class NamedObserver {
        void on(@Observes WebhookEvent event) {}
    }

    @ApplicationScoped
    @Subscription(name = "billing")
    static class OtherwiseNamed {}

    @ApplicationScoped
    @Subscription(name = "o'hara")
    static class Misnamed {}

    @ApplicationScoped
    @Subscription(
            name = "crm",
            topics = {"interaction.started", "interaction.started"},
            sources = "digital",
            subjectPrefix = "chat-")
    static class Filtered {}

    @ApplicationScoped
    @Subscription(name = "crm", sources = "Digital Channels")
    static class OtherwiseFiltered {}

    @ApplicationScoped
    static class Asynchronous {
        void on(@ObservesAsync WebhookEvent event) {}
    }
}
