package io.switchhook.api;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * One notice of change in the contact centre, taken in, verified and kept by Switchhook.
 *
 * <p>Observed with CDI: {@code void on(@Observes @Topic("interaction.started") WebhookEvent event)}. The object fired is the
 * subtype that fits the sender ({@link InteractionEvent}, {@link ConversationEvent}, {@link AgentEvent}, {@link VisitEvent},
 * {@link TaskEvent}) or, where none does, this type alone. Delivery is at least once: {@link #id()} tells repeats.
 * Implementations are immutable.
 */
public interface WebhookEvent {

    /** The event's id, the same on every redelivery by the sender and every delivery to an observer; never blank. */
    String id();

    /** Name of the configured source that took the event in, for example {@code digital}; never blank. */
    String source();

    /** The event's kind with ids replaced by a placeholder, for example {@code interaction.started}; never blank. */
    String topic();

    /** What the event is about and the key of ordering, for example an interaction's id; empty where the event has none. */
    String subject();

    /** When it happened by the sender's clock; where the sender does not say, the same as {@link #receivedAt()}. */
    Instant time();

    /** When Switchhook took the request in. */
    Instant receivedAt();

    /** The part of the sender's JSON that the event is about, untouched. */
    JsonObject data();

    /**
     * Whether it is handed out once more, as an event of the past: because this application asked for it ({@link PastEvents}), or an
     * administrator did. False for an event that comes again because an observer failed or a server died.
     */
    default boolean replayed() {
        return false;
    }
}
