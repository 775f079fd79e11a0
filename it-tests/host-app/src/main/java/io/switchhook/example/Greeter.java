package io.switchhook.example;

import io.switchhook.api.InteractionEvent;
import io.switchhook.api.Subscription;
import io.switchhook.api.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says in the log when an interaction was started. */
@ApplicationScoped
@Subscription(name = "host-app")
public class Greeter {
    private static final Logger LOG = System.getLogger(Greeter.class.getName());

    void greet(@Observes @Topic("interaction.started") InteractionEvent event) {
        LOG.log(
                Level.INFO,
                "Interaction {0} started: {1}",
                event.subject(),
                event.mediaType().orElse("no media type"));
    }
}
