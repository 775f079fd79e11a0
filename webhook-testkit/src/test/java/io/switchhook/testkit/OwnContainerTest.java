package io.switchhook.testkit;

import static io.switchhook.testkit.GivenEvent.interaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.switchhook.api.FromSource;
import io.switchhook.api.InteractionEvent;
import io.switchhook.api.Topic;
import io.switchhook.api.subscription.SubscriptionExtension;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("weld") // OpenWebBeans discovers the tests' beans too, and all extensions always
class OwnContainerTest {

    @Test
    void containerOfTheTestsOwnIsUsedAndLeftOpen() {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SubscriptionExtension(), new HostApplicationExtension())
                .addBeanClasses(Narrow.class);
        GivenEvent event = interaction("chat-1").topic("interaction.started").source("digital");
        try (SeContainer container = initializer.initialize()) {
            try (HostApplication own = HostApplication.in(container)) {
                assertThat(own.deliver(event).observers()).containsExactly("Narrow.on");
            }
            assertThat(container.isRunning()).isTrue();
        }
    }

    @Test
    void eventsTheApplicationFiresItselfReachItsObserversAsEver() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .addBeanClasses(Narrow.class)
                .initialize()) {
            container
                    .getBeanManager()
                    .getEvent()
                    .select(new Topic.Literal("interaction.started"), new FromSource.Literal("digital"))
                    .fire(interaction("chat-1").as(InteractionEvent.class));

            assertThat(container.select(Narrow.class).get().heard()).isEqualTo(1);
        }
    }

    @Test
    void containerThatDoesNotKnowTheObserversIsRefusedWithWhatItNeeds() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(new SubscriptionExtension())
                .addBeanClasses(Narrow.class)
                .initialize()) {
            assertThat(container.isRunning()).isTrue();
            assertThatThrownBy(() -> HostApplication.in(container))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("new HostApplicationExtension()");
        }
    }

    @Test
    void containerWithDiscoveryFindsWhatTheKitNeeds() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .addBeanClasses(Narrow.class)
                .initialize()) {
            assertThat(HostApplication.in(container)
                            .deliver(interaction("chat-1")
                                    .topic("interaction.started")
                                    .source("digital"))
                            .observers())
                    .containsExactly("Narrow.on");
        }
    }

    @ApplicationScoped
    static class Narrow {
        private int heard;

        int heard() {
            return heard;
        }

        void on(@Observes @Topic("interaction.started") @FromSource("digital") InteractionEvent event) {
            heard++;
        }
    }
}
