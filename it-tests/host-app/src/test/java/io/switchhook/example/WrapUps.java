package io.switchhook.example;

import io.switchhook.api.AgentEvent;
import io.switchhook.api.ConversationEvent;
import io.switchhook.api.FromSource;
import io.switchhook.api.Subscription;
import io.switchhook.api.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** What the guide tells of. */
@ApplicationScoped
@Subscription(
        name = "wrap-ups",
        sources = {"cloud", "desk"})
public class WrapUps {
    private final Ledger ledger;

    @Inject
    WrapUps(Ledger ledger) {
        this.ledger = ledger;
    }

    /** For the CDI client proxy. */
    protected WrapUps() {
        this(null);
    }

    void book(@Observes @Topic("v2.detail.events.conversation.{id}.acw") ConversationEvent event) {
        event.wrapupCode().ifPresent(code -> ledger.book(event.id(), event.subject() + " " + code));
    }

    void note(@Observes @FromSource("desk") AgentEvent event) {
        event.activity()
                .ifPresent(activity -> ledger.book(event.id(), event.agent().orElse("?") + " " + activity));
    }
}
