package io.switchhook.example;

import static io.switchhook.testkit.GivenEvent.interaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.switchhook.testkit.HostApplication;
import org.junit.jupiter.api.Test;

class GreeterTest {

    @Test
    void greetsAnInteractionThatHasStarted() {
        try (HostApplication application = HostApplication.of(Greeter.class)) {
            var delivered = application.deliver(
                    interaction("chat-1").topic("interaction.started").data("{\"mediaType\":\"chat\"}"));

            assertThat(delivered.observers()).containsExactly("Greeter.greet");
        }
    }
}
