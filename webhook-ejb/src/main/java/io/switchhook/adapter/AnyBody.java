package io.switchhook.adapter;

import static java.util.Objects.requireNonNull;

import io.switchhook.api.wire.EventKind;
import io.switchhook.request.HookRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * Adapter {@code json}: any webhook whose body is JSON, a form or plain text, told apart by {@code Content-Type}; without one it is JSON.
 * The source's settings say where topic, subject, id and time are.
 *
 * <ul>
 * <li>A JSON object is the event's data. An array of objects is an event for each. Any other value is {@code value} of the data.
 * <li>A form, URL-encoded or multipart, has a member for each name.
 * <li>Plain text is {@code text} of the data, unless it is a JSON object or array, as some senders mislabel theirs.
 * <li>XML, and anything else, is refused. An empty body carries no event.
 * </ul>
 */
public final class AnyBody implements Adapter {
    /** The topic of an event whose body and source say no other. */
    public static final String USUAL_TOPIC = "webhook.received";

    private static final String REASON = "not-usable";

    private final MemberRules rules;
    private final DuplicateWindow window;

    public AnyBody(MemberRules rules, DuplicateWindow window) {
        this.rules = requireNonNull(rules, "rules is null");
        this.window = requireNonNull(window, "window is null");
    }

    @Override
    public Adapted adapt(String source, HookRequest request) {
        try {
            RequestEvents events = new RequestEvents(source, request, window, REASON);
            for (Element element : elements(request)) {
                events.add(draft(request, element.object()), element.place());
            }
            return events.all();
        } catch (Unusable unusable) {
            return unusable.refused();
        }
    }

    private Draft draft(HookRequest request, JsonObject body) {
        return Draft.of(
                        EventKind.PLAIN,
                        rules.topic(request, body),
                        rules.subject(request, body).orElse(""),
                        rules.time(request, body),
                        body)
                .withId(rules.id(request, body));
    }

    private static List<Element> elements(HookRequest request) throws Unusable {
        JsonBody.checkNotCompressed(request);
        Optional<MediaType> type = MediaType.of(request);
        if (type.filter(MediaType::isXml).isPresent()) {
            throw new Unusable("content-type", "XML is not taken: send JSON, a form or plain text (Content-Type).");
        }
        if (request.body().length == 0) {
            return List.of();
        }
        if (type.isEmpty() || type.get().isJson()) {
            return json(JsonBody.value(request.body()));
        }
        if (type.get().isForm()) {
            return one(FormBody.urlEncoded(request.body(), type.get().charset()));
        }
        if (type.get().isMultipart()) {
            return one(MultipartBody.read(request.body(), type.get()));
        }
        if (type.get().isText()) {
            return text(Content.text(request.body(), type.get()), request.body());
        }
        throw new Unusable("content-type", "Content-Type must be that of JSON, a form or plain text.");
    }

    private static List<Element> text(String text, byte[] body) throws Unusable {
        JsonValue value;
        try {
            value = JsonBody.value(body);
        } catch (Unusable notJson) {
            return one(Content.ofText(text));
        }
        return value instanceof JsonObject || value instanceof JsonArray ? json(value) : one(Content.ofText(text));
    }

    private static List<Element> json(JsonValue value) throws Unusable {
        boolean isBatch = value instanceof JsonArray array && array.stream().allMatch(JsonObject.class::isInstance);
        return isBatch ? Element.of(value, "") : one(Content.ofValue(value));
    }

    private static List<Element> one(JsonObject object) {
        return List.of(new Element(object, ""));
    }
}
