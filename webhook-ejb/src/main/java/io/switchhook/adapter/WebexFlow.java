package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Adapter {@code webex-flow}: what an HTTP Request node of a Webex Contact Center flow sends, any JSON object. The flow's author
 * decides on its members, so the source's settings say which of them mean what; the subject is {@code InteractionId} (in any case)
 * unless they say otherwise.
 */
public final class WebexFlow implements Adapter {
    /** The name of an event whose body and source say no other. */
    public static final String USUAL_NAME = "event";

    private static final String REASON = "not-a-flow-event";

    private final MemberRules rules;
    private final DuplicateWindow window;

    /** @param rules their topic is the event's name, which {@code webex.flow.} goes before */
    public WebexFlow(MemberRules rules, DuplicateWindow window) {
        this.rules = requireNonNull(rules, "rules is null");
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            for (Element element : JsonBody.elements(request)) {
                events.add(draft(request, element.object()), element.place());
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private Draft draft(HookRequest request, JsonObject body) {
        Optional<String> interaction = rules.subjectMember().isPresent()
                ? rules.subject(request, body)
                : Members.anyCase(body, "InteractionId").flatMap(Members::text);
        return Draft.of(
                        EventKind.PLAIN,
                        "webex.flow." + rules.topic(request, body),
                        interaction.orElse(""),
                        rules.time(request, body),
                        body)
                .withId(rules.id(request, body));
    }
}
