package io.switchhook.testkit;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.WebhookEvent;
import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An event to be given to observers: {@code interaction("chat-1").topic("interaction.started").data("{\"mediaType\":\"chat\"}")}.
 *
 * <p>Which typed view it has ({@link io.switchhook.api.InteractionEvent} and so on) says the method it begins with; the view reads
 * {@link #data(String) the data} as on the server. Immutable: each method gives another event. One that was given no {@link #id} is a
 * new event each time, with an id of its own; the same object delivered twice is the same event twice.
 */
public final class GivenEvent {
    private static final Instant WHEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final AtomicLong IDS = new AtomicLong();

    private final EventRecord event;
    private final boolean named;
    private final Optional<Instant> time;

    private GivenEvent(EventRecord event, boolean named, Optional<Instant> time) {
        this.event = event;
        this.named = named;
        this.time = time;
    }

    /**
     * An {@link io.switchhook.api.InteractionEvent}.
     *
     * @param subject {@link WebhookEvent#subject()}: the interaction's id
     */
    public static GivenEvent interaction(String subject) {
        return of(EventKind.INTERACTION, subject);
    }

    /**
     * A {@link io.switchhook.api.ConversationEvent}.
     *
     * @param subject {@link WebhookEvent#subject()}: the conversation's id
     */
    public static GivenEvent conversation(String subject) {
        return of(EventKind.CONVERSATION, subject);
    }

    /**
     * An {@link io.switchhook.api.AgentEvent}.
     *
     * @param subject {@link WebhookEvent#subject()}: the session's id, with Webex the task's or the agent's
     */
    public static GivenEvent agent(String subject) {
        return of(EventKind.AGENT, subject);
    }

    /**
     * A {@link io.switchhook.api.VisitEvent}.
     *
     * @param subject {@link WebhookEvent#subject()}: the visit's id
     */
    public static GivenEvent visit(String subject) {
        return of(EventKind.VISIT, subject);
    }

    /**
     * A {@link io.switchhook.api.TaskEvent}.
     *
     * @param subject {@link WebhookEvent#subject()}: the task's id
     */
    public static GivenEvent task(String subject) {
        return of(EventKind.TASK, subject);
    }

    /**
     * A {@link WebhookEvent} of no subtype, as CloudEvents and other JSON are.
     *
     * @param subject {@link WebhookEvent#subject()}; empty where the event has none
     */
    public static GivenEvent plain(String subject) {
        return of(EventKind.PLAIN, subject);
    }

    private static GivenEvent of(EventKind kind, String subject) {
        EventRecord event =
                new EventRecord(nextId(), kind, "test", "test", subject, WHEN, WHEN, "", JsonValue.EMPTY_JSON_OBJECT);
        return new GivenEvent(event, false, Optional.empty());
    }

    /** With this {@link WebhookEvent#topic()}, without it {@code test}. */
    public GivenEvent topic(String topic) {
        return with(event.id(), event.source(), topic, event.receivedAt(), event.data(), named, time);
    }

    /** With this {@link WebhookEvent#source()}, without it {@code test}. */
    public GivenEvent source(String source) {
        return with(event.id(), source, event.topic(), event.receivedAt(), event.data(), named, time);
    }

    /** With this {@link WebhookEvent#id()}, without it a new one. */
    public GivenEvent id(String id) {
        return with(id, event.source(), event.topic(), event.receivedAt(), event.data(), true, time);
    }

    /** With this {@link WebhookEvent#time()}, without it the same as {@link #receivedAt}. */
    public GivenEvent time(Instant when) {
        return with(
                event.id(), event.source(), event.topic(), event.receivedAt(), event.data(), named, Optional.of(when));
    }

    /** With this {@link WebhookEvent#receivedAt()}, without it the beginning of 2026 in UTC. */
    public GivenEvent receivedAt(Instant when) {
        return with(event.id(), event.source(), event.topic(), when, event.data(), named, time);
    }

    /** With this {@link WebhookEvent#data()}, without it an empty object. */
    public GivenEvent data(JsonObject data) {
        return with(event.id(), event.source(), event.topic(), event.receivedAt(), data, named, time);
    }

    /**
     * With this {@link WebhookEvent#data()}.
     *
     * @param json the part of the sender's JSON that the event is about, an object
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public GivenEvent data(String json) {
        try {
            return data(JsonText.read(json));
        } catch (JsonException | ClassCastException e) {
            throw new IllegalArgumentException("data must be a JSON object: " + e.getMessage(), e);
        }
    }

    /** As an event of the past, {@link WebhookEvent#replayed()}; it is the same event. */
    public GivenEvent replayed() {
        return new GivenEvent(event.asReplay(), named, time);
    }

    private GivenEvent with(
            String id,
            String source,
            String topic,
            Instant receivedAt,
            JsonObject data,
            boolean isNamed,
            Optional<Instant> when) {
        requireNonNull(receivedAt, "receivedAt is null");
        EventRecord changed = new EventRecord(
                isNamed ? id : nextId(),
                event.kind(),
                source,
                topic,
                event.subject(),
                when.orElse(receivedAt),
                receivedAt,
                "",
                data);
        return new GivenEvent(event.replayed() ? changed.asReplay() : changed, isNamed, when);
    }

    /**
     * The event as an observer gets it, for a test that calls the observer itself:
     * {@code greeter.greet(interaction("chat-1").as(InteractionEvent.class))}.
     *
     * @throws ClassCastException if it is not of that type
     */
    public <E extends WebhookEvent> E as(Class<E> type) {
        return type.cast(sent().view());
    }

    /** The event as it travels. */
    EventRecord sent() {
        return event;
    }

    /** What observers would ask for, for example {@code an InteractionEvent}. */
    String type() {
        String name = event.view().getClass().getInterfaces()[0].getSimpleName();
        return ("AI".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    private static String nextId() {
        return "test-" + IDS.incrementAndGet();
    }

    @Override
    public String toString() {
        return "event " + event.id() + " (" + event.topic() + ", source " + event.source() + ", subject "
                + event.subject() + ")";
    }
}
