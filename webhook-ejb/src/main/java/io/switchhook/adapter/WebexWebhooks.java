package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Adapter {@code webex-webhooks}: events of a Webex Contact Center subscription, resource versions 1 and 2.
 *
 * <p>The topic is {@code webex.} and the event's type with full stops for colons, whether or not this version has heard of it.
 *
 * @see <a href="https://developer.webex.com/webex-contact-center/docs/webhooks">Webhooks</a>
 */
public final class WebexWebhooks implements Adapter {
    private static final String REASON = "not-a-webex-event";

    private final DuplicateWindow window;

    public WebexWebhooks(DuplicateWindow window) {
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            for (Element element : JsonBody.elements(request)) {
                String type = element.required("type", REASON);
                events.add(draft(type, element.object()), element.place());
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private static Draft draft(String type, JsonObject event) {
        JsonObject data = Members.object(event, "data").orElse(JsonValue.EMPTY_JSON_OBJECT);
        Optional<Instant> time = Times.epochMillis(data.get("createdTime"))
                .or(() -> Times.epochMillis(event.get("comciscotimestamp")))
                .or(() -> Members.text(event, "time").flatMap(Times::text));
        String subject = Members.firstText(data, List.of("taskId", "agentId")).orElse("");
        return Draft.of(kind(type, data), "webex." + type.replace(':', '.'), subject, time, data)
                .withId(Members.text(event, "id"));
    }

    private static EventKind kind(String type, JsonObject data) {
        if (type.startsWith("agent:")) {
            return EventKind.AGENT;
        }
        return type.startsWith("task") || data.containsKey("taskId") ? EventKind.TASK : EventKind.PLAIN;
    }
}
