package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * Adapter {@code web-engagement}: SYSTEM and BUSINESS events of Genesys Web Engagement; one, an array of them, or an object with an
 * array {@code events}.
 *
 * <p>The topic is {@code eventType}, a full stop, {@code eventName}. The time is the browser's.
 *
 * @see <a href="https://docs.genesys.com/Documentation/GWE/8.5.1/API/EventsStructure">Events structure</a>
 */
public final class WebEngagement implements Adapter {
    private static final String REASON = "not-a-web-engagement-event";

    private final DuplicateWindow window;

    public WebEngagement(DuplicateWindow window) {
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            for (Element element : elements(JsonBody.value(request))) {
                JsonObject event = element.object();
                String topic = element.required("eventType", REASON) + "." + element.required("eventName", REASON);
                Draft draft = Draft.of(
                        EventKind.VISIT,
                        topic,
                        Members.text(event, "visitID").orElse(""),
                        Times.epochMillis(event.get("timestamp")),
                        event);
                events.add(draft.withId(Members.text(event, "eventID")), element.place());
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private static List<Element> elements(JsonValue body) throws Unusable {
        return body instanceof JsonObject object
                        && !object.containsKey("eventName")
                        && object.get("events") instanceof JsonArray batch
                ? Element.of(batch, "events")
                : Element.of(body, "");
    }
}
