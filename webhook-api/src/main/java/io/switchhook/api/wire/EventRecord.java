package io.switchhook.api.wire;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.WebhookEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;

/**
 * An event as it is kept and sent: what travels between Switchhook and its subscribers as JSON text.
 *
 * @param id see {@link WebhookEvent#id()}
 * @param kind which typed view observers get
 * @param source see {@link WebhookEvent#source()}
 * @param topic see {@link WebhookEvent#topic()}
 * @param subject see {@link WebhookEvent#subject()}; empty where the event has none
 * @param time see {@link WebhookEvent#time()}
 * @param receivedAt see {@link WebhookEvent#receivedAt()}
 * @param correlationId the sender's trace id, handed on; empty where it sent none
 * @param data see {@link WebhookEvent#data()}
 * @param lineage what it was made because of, where Switchhook made it
 * @param replayed see {@link WebhookEvent#replayed()}; true only on its way to a subscriber
 */
public record EventRecord(
        String id,
        EventKind kind,
        String source,
        String topic,
        String subject,
        Instant time,
        Instant receivedAt,
        String correlationId,
        JsonObject data,
        Lineage lineage,
        boolean replayed)
        implements WebhookEvent {

    /** @throws IllegalArgumentException if {@code id}, {@code source} or {@code topic} is blank */
    public EventRecord {
        if (id.isBlank() || source.isBlank() || topic.isBlank()) {
            throw new IllegalArgumentException("id, source and topic must not be blank");
        }
        requireNonNull(kind, "kind is null");
        requireNonNull(subject, "subject is null");
        requireNonNull(time, "time is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(correlationId, "correlationId is null");
        requireNonNull(data, "data is null");
        requireNonNull(lineage, "lineage is null");
    }

    /**
     * An event as it came.
     *
     * @throws IllegalArgumentException if {@code id}, {@code source} or {@code topic} is blank
     */
    public EventRecord(
            String id,
            EventKind kind,
            String source,
            String topic,
            String subject,
            Instant time,
            Instant receivedAt,
            String correlationId,
            JsonObject data,
            Lineage lineage) {
        this(id, kind, source, topic, subject, time, receivedAt, correlationId, data, lineage, false);
    }

    /**
     * An event that no other led to.
     *
     * @throws IllegalArgumentException if {@code id}, {@code source} or {@code topic} is blank
     */
    public EventRecord(
            String id,
            EventKind kind,
            String source,
            String topic,
            String subject,
            Instant time,
            Instant receivedAt,
            String correlationId,
            JsonObject data) {
        this(id, kind, source, topic, subject, time, receivedAt, correlationId, data, Lineage.NONE);
    }

    /** The same event, handed out once more as one of the past. */
    public EventRecord asReplay() {
        return new EventRecord(id, kind, source, topic, subject, time, receivedAt, correlationId, data, lineage, true);
    }

    /**
     * This event as a JSON object, one member per component, the lineage where there is one, and {@code replayed} where it is; {@link
     * #fromJson} reads it back.
     */
    public JsonObject toJson() {
        JsonObjectBuilder json = JsonText.object()
                .add("id", id)
                .add("kind", kind.name())
                .add("source", source)
                .add("topic", topic)
                .add("subject", subject)
                .add("time", time.toString())
                .add("receivedAt", receivedAt.toString())
                .add("correlationId", correlationId)
                .add("data", data);
        if (lineage.depth() > 0) {
            json.add("depth", lineage.depth()).add("cause", lineage.cause());
        }
        if (replayed) {
            json.add("replayed", true);
        }
        return json.build();
    }

    /**
     * Reads what {@link #toJson} wrote. A kind this version does not know is read as {@link EventKind#PLAIN}, so that an
     * application with an older library still gets the event.
     *
     * @throws RuntimeException if a member is missing or malformed
     */
    public static EventRecord fromJson(JsonObject json) {
        return new EventRecord(
                json.getString("id"),
                kind(json.getString("kind")),
                json.getString("source"),
                json.getString("topic"),
                json.getString("subject"),
                Instant.parse(json.getString("time")),
                Instant.parse(json.getString("receivedAt")),
                json.getString("correlationId"),
                json.getJsonObject("data"),
                new Lineage(json.getInt("depth", 0), json.getString("cause", "")),
                json.getBoolean("replayed", false));
    }

    /** {@link #fromJson} of a JSON text. */
    public static EventRecord fromText(String text) {
        return fromJson(JsonText.read(text));
    }

    /** This event as observers get it: the subtype of {@link WebhookEvent} that its {@link #kind} names. */
    public WebhookEvent view() {
        return switch (kind) {
            case PLAIN -> this;
            case INTERACTION -> new InteractionView(this);
            case CONVERSATION -> new ConversationView(this);
            case AGENT -> new AgentView(this);
            case VISIT -> new VisitView(this);
            case TASK -> new TaskView(this);
        };
    }

    private static EventKind kind(String name) {
        for (EventKind kind : EventKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        return EventKind.PLAIN;
    }
}
