package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adapter {@code genesys-cloud}: events of Genesys Cloud, in whichever of three shapes they come.
 *
 * <ul>
 * <li>Amazon EventBridge's envelope, sent by an API destination: has {@code detail-type} and {@code detail}. The data is
 *     {@code detail.eventBody}, the sender's id the envelope's.
 * <li>The call of a workflow to a bot: {@code userId}, {@code topic}, {@code disconnectType} and no time. The data is the whole body.
 *     There is no id, and the next genuine call may be byte for byte the same, so none is taken for a repeat.
 * <li>Anything else is a bare event body, sent by a workflow's data action. It names no topic of itself; a member {@code topicName}
 *     or {@code topic} does, else the source's setting.
 * </ul>
 *
 * @see <a href="https://help.mypurecloud.com/articles/about-the-amazon-eventbridge-integration/">Amazon EventBridge integration</a>
 */
public final class GenesysCloud implements Adapter {
    /** The topic of an event that names none, where the source's setting says nothing else. */
    public static final String USUAL_TOPIC = "genesys-cloud.event";

    private static final String REASON = "not-a-genesys-cloud-event";

    private final String topic;
    private final DuplicateWindow window;

    /** @param topic of bare event bodies that name none */
    public GenesysCloud(String topic, DuplicateWindow window) {
        this.topic = requireNonNull(topic, "topic is null");
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            for (Element element : JsonBody.elements(request)) {
                JsonObject body = element.object();
                Optional<String> type = Members.text(body, "detail-type");
                events.add(
                        type.isPresent() && body.get("detail") instanceof JsonObject detail
                                ? enveloped(body, type.get(), detail)
                                : bare(body),
                        element.place());
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private static Draft enveloped(JsonObject envelope, String type, JsonObject detail) {
        JsonObject data = Members.object(detail, "eventBody").orElse(detail);
        Optional<Instant> time = Times.epochMillis(data.get("eventTime"))
                .or(() -> Members.text(detail, "timestamp").flatMap(Times::text))
                .or(() -> Members.text(envelope, "time").flatMap(Times::text));
        return draft(GenesysTopics.template(type), Members.text(detail, "topicName"), time, data)
                .withId(Members.text(envelope, "id"))
                .withOperation(Members.object(detail, "metadata")
                        .flatMap(metadata -> Members.text(metadata, "CorrelationId")));
    }

    private Draft bare(JsonObject body) {
        Optional<String> named = Members.firstText(body, List.of("topicName", "topic"));
        Draft draft = draft(
                named.map(GenesysTopics::template).orElse(topic),
                named,
                Times.epochMillis(body.get("eventTime")),
                body);
        return isCallOfAWorkflow(body) ? draft.withUsualWindow(Duration.ZERO) : draft;
    }

    private static Draft draft(String topic, Optional<String> topicName, Optional<Instant> time, JsonObject data) {
        Optional<String> conversation = Members.text(data, "conversationId");
        String subject = conversation
                .or(() -> topicName.flatMap(GenesysTopics::id))
                .or(() -> Members.text(data, "addressTo"))
                .or(() -> isCallOfAWorkflow(data) ? Members.text(data, "userId") : Optional.empty())
                .orElse("");
        boolean isConversation = conversation.isPresent() || topic.startsWith(GenesysTopics.CONVERSATION);
        return Draft.of(isConversation ? EventKind.CONVERSATION : EventKind.PLAIN, topic, subject, time, data);
    }

    private static boolean isCallOfAWorkflow(JsonObject body) {
        JsonValue user = body.get("userId");
        return (user instanceof JsonString || user == JsonValue.NULL)
                && Members.text(body, "topic").isPresent()
                && !body.containsKey("eventTime");
    }
}
