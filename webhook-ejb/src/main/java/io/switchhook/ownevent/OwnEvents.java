package io.switchhook.ownevent;

import io.switchhook.api.wire.EventKind;
import io.switchhook.api.wire.EventRecord;
import io.switchhook.api.wire.JsonText;
import io.switchhook.api.wire.Lineage;
import io.switchhook.identity.EventId;
import io.switchhook.inbound.InboundMessage;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the events that tell of Switchhook itself. Their ids are computed from what they tell, so that one that is sent twice is stored
 * once.
 */
public final class OwnEvents {
    /** The source of all of them, and of those that workflows emit. */
    public static final String SOURCE = "switchhook";

    /** What the topics of events begin with that tell of Switchhook itself. */
    public static final String RESERVED = "switchhook.";

    /** Work used up its attempts. */
    public static final String DEAD_LETTER = "switchhook.dead-letter";

    private static final String TARGET_DOWN = "switchhook.target-down";
    private static final String TARGET_UP = "switchhook.target-up";
    private static final String SOURCE_DISABLED = "switchhook.source-disabled";

    private OwnEvents() {}

    /**
     * Tells of a dead letter, under the subject of the event whose work is lost.
     *
     * @param deepest how many events may lead to one at most
     * @return empty where that event is one of these itself, or would lead to too many: whoever is told by a call that fails would be
     *     told of that by the next
     */
    public static Optional<EventRecord> deadLetter(LostWork lost, int deepest, Instant now) {
        LostWork.Event of = lost.event();
        int depth = of.lineage().depth() + 1;
        boolean tellsOfOne = of.source().equals(SOURCE) && of.topic().equals(DEAD_LETTER);
        if (tellsOfOne || depth > deepest) {
            return Optional.empty();
        }
        JsonObjectBuilder data = JsonText.object()
                .add("id", lost.id())
                .add("kind", lost.kind())
                .add("eventId", of.id())
                .add("source", of.source())
                .add("topic", of.topic())
                .add("subject", of.subject())
                .add("target", lost.target())
                .add("step", lost.step())
                .add("address", lost.address())
                .add("reason", lost.reason())
                .add("attempts", lost.attempts())
                .add("first", lost.first().toString())
                .add("last", lost.last().toString());
        lost.run().ifPresent(run -> data.add("run", run));
        return Optional.of(new EventRecord(
                EventId.of(
                        SOURCE,
                        "dead-letter",
                        Long.toString(lost.id()),
                        lost.last().toString()),
                EventKind.PLAIN,
                SOURCE,
                DEAD_LETTER,
                of.subject(),
                lost.last(),
                now,
                of.correlationId(),
                data.build(),
                new Lineage(depth, of.id())));
    }

    /**
     * Tells that a target is left alone after failures in a row.
     *
     * @param node the server that does so, each for itself; likewise {@code life}, different after each of its starts
     */
    public static EventRecord targetDown(String target, int failures, String node, String life, Instant now) {
        return ofTarget(
                TARGET_DOWN,
                target,
                data("target", target, node).add("failures", failures).build(),
                life,
                now);
    }

    /** Tells that a target answers again. */
    public static EventRecord targetUp(String target, String node, String life, Instant now) {
        return ofTarget(TARGET_UP, target, data("target", target, node).build(), life, now);
    }

    /**
     * Tells that a source is disabled by a wrong setting; once at each start of a server.
     *
     * @param reason names the setting, never a secret
     */
    public static EventRecord sourceDisabled(String source, String reason, String node, String life, Instant now) {
        JsonObject data = data("source", source, node).add("reason", reason).build();
        return of(EventId.of(SOURCE, SOURCE_DISABLED, source, life), SOURCE_DISABLED, source, data, now);
    }

    /** As it is put into INBOUND. */
    public static InboundMessage message(EventRecord event) {
        return new InboundMessage(event, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObjectBuilder data(String about, String name, String node) {
        return JsonText.object().add(about, name).add("node", node);
    }

    private static EventRecord ofTarget(String topic, String target, JsonObject data, String life, Instant now) {
        return of(EventId.of(SOURCE, topic, target, life, now.toString()), topic, target, data, now);
    }

    private static EventRecord of(String id, String topic, String subject, JsonObject data, Instant now) {
        return new EventRecord(id, EventKind.PLAIN, SOURCE, topic, subject, now, now, "", data);
    }
}
